declare const a = <b/F;
let c: { [<d/e]: f };
namespace G { const h = <i j={k}/l }

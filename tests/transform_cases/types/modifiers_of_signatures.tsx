let a: { get b; set: c; readonly d };
let e: { get
get f };
let g: { readonly ?; get *; set "h"; get 1 };

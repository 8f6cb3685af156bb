const a = @(b) t { private c: d = 1; constructor(public e) {} m?(): void {} f(): void; };
const g = @h implements I<J> extends K implements L { static readonly m = n?.o };
const p = [@q ]{ [key: string]: r }];
const s = @t 1_000 {} + @u catch {};
class V { m() { return @w ){} } }
export default @x abstract Y<Z> {}

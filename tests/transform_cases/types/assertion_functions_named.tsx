const as = 1;
as as as;
as
as;
satisfies satisfies satisfies;
let of = x as of;

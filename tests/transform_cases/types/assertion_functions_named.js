const as = 1;
as ;
as
as;
satisfies ;
let of = x ;

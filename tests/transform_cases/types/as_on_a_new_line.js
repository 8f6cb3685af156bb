const a = x
as
any
let b = y

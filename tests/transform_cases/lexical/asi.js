a
b
let c = 1
let d = 2
return_
++e
f
--g
throw_()
var h
/x/g


 1
a]
 A{}
 b from "c"
 



(f)g

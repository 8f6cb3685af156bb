type Y = 1
export /*1*/ type /*2*/
 X = 1
b

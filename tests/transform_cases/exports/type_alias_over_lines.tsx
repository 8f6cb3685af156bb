a
export /*1*/
 type /*2*/
 X = 1
b

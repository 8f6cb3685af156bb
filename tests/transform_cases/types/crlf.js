let a

 = c;



f;

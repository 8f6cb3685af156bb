

 /* after */
// last
x;

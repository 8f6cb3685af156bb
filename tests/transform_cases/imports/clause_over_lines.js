import

 /*2*/
 {






 /*e*/
 q /*f*/
 as /*g*/
 r /*h*/
 } /*5*/
 from /*6*/ 'c' /*7*/
 ; r

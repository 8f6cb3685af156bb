import /*0*/
 b



 /*5*/
 from /*6*/ 'c' /*7*/
 ; b

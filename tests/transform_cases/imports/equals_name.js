const A = B.C;
;
export ;
A; 

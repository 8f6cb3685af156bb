





let m = 1;
u 
;

let x = 1;
a = b ;
a = b ;
a = b ;
a = b 
;
a = b ;
a = `${e }`;

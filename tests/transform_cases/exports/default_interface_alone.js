
class A {}
;
 + 1;

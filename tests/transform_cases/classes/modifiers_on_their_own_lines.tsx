class A { public
 m() {} static
 n() {} readonly
 x = 1; override
 y; declare
 z; abstract
 w; private
 static
 q() {} accessor
 r }

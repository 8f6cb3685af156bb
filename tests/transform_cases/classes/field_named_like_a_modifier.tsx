class A { static = 1; readonly = 2; declare = 3; abstract = 4; public = 5; override = 6; accessor = 7; async = 8; get = 9 }

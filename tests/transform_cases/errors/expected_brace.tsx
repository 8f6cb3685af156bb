function f() { 

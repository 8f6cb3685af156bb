class A { static { a; } static
{ b; } }

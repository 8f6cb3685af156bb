function f( a) {} function g() {} function h( a) {} const o = { m( b, c) {} }; class C { m( /*3*/ d /*4*/ ) {} static n() {} }

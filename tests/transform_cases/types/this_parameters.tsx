function f(this: T, a) {} function g(this: T) {} function h(this, a) {} const o = { m(this: T, b: U, c) {} }; class C { m(this /*0*/ : /*1*/ T /*2*/ , /*3*/ d /*4*/ ) {} static n(this: T) {} }

class A { constructor() {} ; x = 1; m() {} ; ; static {} ; #p; ; y; ; z = 1; ; }

class A { /*0*/ constructor /*1*/ ( /*2*/ private /*3*/ readonly /*4*/ a /*5*/ : /*6*/ string /*7*/ = /*8*/ 1 /*9*/ , /*10*/ override /*11*/ b /*12*/ ? /*13*/ , /*14*/ ) /*15*/ { /*16*/ } /*17*/ }

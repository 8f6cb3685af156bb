class A { #p
static }

class A { + }

class A { b() { c ? import : () } } ""

class A { static static {} }

class A { a() {} async b(x) {} *c() {} static d(x) {} get() {} 'e'() {} [f]() {} #g() {} }

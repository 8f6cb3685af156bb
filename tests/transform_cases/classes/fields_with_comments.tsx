class A { *g() {} async *h() {} get x() {} set x(v) {} static get y() {} 'a'() {} 5() {} [a]() {} #q() {} static #p = 1; async() {} get() {} set() {} static() {} async x() {} }

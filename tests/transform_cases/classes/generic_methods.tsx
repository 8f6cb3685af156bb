class A { a<T>() {} async b<T>(x: T) {} *c<T>() {} static d<T extends U>(x?: T): x is V {} get<T>() {} 'e'<T>() {} [f]<T>() {} #g<T>() {} }

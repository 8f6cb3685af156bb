class A { get constructor<T>() {} }

class A { constructor(public a, private b: number, protected readonly c = 1, readonly d?: T, e) {} }

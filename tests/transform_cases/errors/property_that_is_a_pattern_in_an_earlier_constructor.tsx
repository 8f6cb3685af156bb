class A { constructor(public {}) {} constructor() {} }

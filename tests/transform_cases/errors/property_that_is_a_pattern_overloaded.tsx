class A { constructor(private []) {} constructor() {} }

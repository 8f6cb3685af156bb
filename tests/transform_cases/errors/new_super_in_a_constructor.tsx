class A { constructor() { if (b) new super() } }

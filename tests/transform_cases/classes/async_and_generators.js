class A {constructor() { A.prototype.__init.call(this); } async a() {} *b() {} async *c() {} static async d() {} __init() {this.async = 1} static *[e]() {} 
f() {} }

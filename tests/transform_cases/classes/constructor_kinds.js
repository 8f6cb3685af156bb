class A {constructor() { A.prototype.__init.call(this); } __init() {this.x = 1} 'constructor'() {} }
class B { __init2() {this.x = 1} static constructor() {;B.prototype.__init2.call(this);} }
class C { __init3() {this.x = 1} get constructor() {;C.prototype.__init3.call(this); return 1; } }
class E { __init4() {this.x = 1}  constructor() {;E.prototype.__init4.call(this);} }

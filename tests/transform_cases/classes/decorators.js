@a class A {}
@b() @c.d(1) class B {constructor() { B.prototype.__init.call(this); } __init() {this.x = 1} }
@(e) class C {}
export @f class D {}
@g export class E {}
@h export default class F {}

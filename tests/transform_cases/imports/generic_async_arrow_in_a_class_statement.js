import A from 'a';
class B extends (async (A) => A) {constructor(...args) { super(...args); B.prototype.__init.call(this); } __init() {this.b = async (A) => A} }

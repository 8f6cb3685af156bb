 var _class;x=class{}
x= (_class =class{constructor() { _class.prototype.__init.call(this); } __init() {this.r=1}}, _class)
x=class{ }
x=class{}
x=class{}

 var _class;x=class{a()}}
x=class{if(a){}}}
x=class{{()?e:()}}
x= (_class =class{constructor() { _class.prototype.__init.call(this); }b(c)}__init() {this.d=1}}, _class)
x=class{}
x=class{#k(){a}}
x=class{}
x=class{}

abstract = 1;
abstract
class A {}
var b = abstract(c);

class A { constructor( type,  readonly,   readonly,  as = 1) {;this.type = type;this.readonly = readonly;this.readonly = readonly;this.as = as;} }
class B { constructor(readonly, override, public) {} }

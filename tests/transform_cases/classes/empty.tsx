class A {}
class B extends C {}
(class {});
(class D extends E {});

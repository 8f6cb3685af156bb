class A { 1_0(): void; 1_0() {} }
class B { static 1_0(); 2_0(a: 3_0): 4_0; 5_0n(); }
let a: 1_0 = b as 2_0;

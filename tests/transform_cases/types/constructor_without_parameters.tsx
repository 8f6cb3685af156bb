declare let a: "" = class { constructor };
declare class B { constructor = 1 }
declare class C { constructor<T>() {} }
let d: (e = class { constructor<T>() {} }) => f;
class G { constructor<T>(); h }
class I { #constructor<T>() {} "constructor" = 1 }

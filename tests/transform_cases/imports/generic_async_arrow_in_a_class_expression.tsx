import A from 'a';
b = class B { c = async<T>(A) => A }

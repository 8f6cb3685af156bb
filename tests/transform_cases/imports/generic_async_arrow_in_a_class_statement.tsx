import A from 'a';
class B extends (async<T>(A) => A) { b = async<T>(A) => A }

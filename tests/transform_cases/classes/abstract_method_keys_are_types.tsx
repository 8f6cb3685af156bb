import a from 'a';
abstract class A { abstract [a](): T; [a](): void; }

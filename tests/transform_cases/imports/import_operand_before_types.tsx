x = import as T; as;
class A { y = import
b; c = b }

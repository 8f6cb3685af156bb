import { a, b, c } from 'm';
enum E { X = a }
class F { y = b; [c] = 1 }

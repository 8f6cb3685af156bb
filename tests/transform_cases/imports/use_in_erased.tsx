import { a, b } from 'm';
declare const x: typeof a;
namespace N { b; }
function f(c = a): void;

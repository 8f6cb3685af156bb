import { a } from 'm';
export { a as b };
function f(a) {}

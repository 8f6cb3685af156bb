import { a } from 'a';
import { b } from 'b';
import { c } from 'c';
import { d } from 'd';
export { a } from 'a2';
export { b as e } from 'b2';
export { f as c } from 'c2';
export { d } from 'd2';
{ var a, b }

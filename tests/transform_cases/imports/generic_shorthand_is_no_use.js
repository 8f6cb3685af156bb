import {B} from 'a';
b = {A};
function f() { let {B} = c; return B; }

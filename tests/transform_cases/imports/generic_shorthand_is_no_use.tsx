import A, {B} from 'a';
b = {A<T>};
function f() { let {B<T>} = c; return B; }

import A from 'a';
import B from 'b';
import C from 'c';
import D from 'd';
x = async <T,>(A) => { A };
function f() { x = async <T,>(B) => B; B }
{ x = async <T,>({ C }) => C; C }
x = async <T,>(y) => { let D; D };
D;

import A from 'a';


import D from 'd';
x = async ( A) => { A };
function f() { x = async ( B) => B; B }
{ x = async ( { C }) => C; C }
x = async ( y) => { let D; D };
D;

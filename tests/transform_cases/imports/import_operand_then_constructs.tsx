x = import`a${b}c`; 'd';
x = import; <a b="c" />; 'd';
x = import; <a b={c}>d</a>; 'e';
f(() => { x = import`a`; 'b' });
{ z = import ? <></> : <b /> } 'c';

import b from 'b';
global { const b = 1; b() }
b;

let a /* 1 */ : /* 2 */ number /* 3 */ = /* 4 */ 1;
function f(/* a */ x /* b */ : /* c */ T /* d */) /* e */ : /* f */ U /* g */ {}
type X = /* h */ 1; // i
// j
interface Y { /* k */ } // l
x /* m */ as /* n */ any /* o */;

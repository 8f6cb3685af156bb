x = import
1; 'a';
y = import; b(); 'c';
z = import
type
A = b; c;
w = import
type
{ d }; 'e';
v = import`f`; 'g';

a = React.createElement('a', null);
b = React.createElement('a', null/* c */);
c = React.createElement('a', null , x// d
);
d = React.createElement('a', null, /* a */ x /* b */);

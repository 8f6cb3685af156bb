a = React.createElement('a', null, "one two three "



   , b, " four five"

);
b = React.createElement('a', null, "one"
);
c = React.createElement('a', null, "one"
);
d = React.createElement('a', null

);
e = React.createElement('a', null
  , x, "text   with   spaces"

  , y
);

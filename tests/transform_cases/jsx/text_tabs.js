a = React.createElement('a', null, "\tb\tc\t");
b = React.createElement('a', null, "one two"


);

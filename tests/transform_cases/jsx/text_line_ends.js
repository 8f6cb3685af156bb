a = React.createElement('a', null, "one two"



);
b = React.createElement('a', null, "one\rtwo three four");

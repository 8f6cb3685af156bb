a = React.createElement('p', null, "Hello " , React.createElement('b', null, "world"), ", how "  , React.createElement('i', null, "are"), " you?" );
b = React.createElement('p', null, "Hello "
   , React.createElement('b', null, "world"), ", how are you?"

);

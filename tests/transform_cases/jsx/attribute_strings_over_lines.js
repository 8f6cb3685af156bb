a = React.createElement('a', { b: "one two"
  , c: "\nthree\n"

, d: "four  five"  , e: "\ttab\t",} );

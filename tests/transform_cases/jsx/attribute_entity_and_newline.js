a = React.createElement('a', { b: "c\nd e"
   ,} );

a = React.createElement('a', null, "&<>\" ©♥Αϑ");
b = React.createElement('a', null, "AA😀😀\ud800\u0000");
c = React.createElement('a', null, "&bogus; &amp &; &#; &#x; &toolongentity; & a && b"         );
d = React.createElement('a', { b: "&<A😀&bogus;&",} );
e = React.createElement('a', null, "'&NBSP;&Amp;");

a = React.createElement('a', null, "text");
b = React.createElement('a', null, "two words" );
c = React.createElement('a', null, " leading" );
d = React.createElement('a', null, "trailing " );
e = React.createElement('a', null, " " );
f = React.createElement('a', null, "it's \"quoted\" \\ back"   );

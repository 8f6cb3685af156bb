
React.createElement(A:b, null );
React.createElement($:B.c, null );
React.createElement('b', null);

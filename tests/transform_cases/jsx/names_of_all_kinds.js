React.createElement(a.b.c, { 'd-e': "1",} );
React.createElement(this.a, null );
React.createElement(A.b-c, null);
React.createElement($, { _: 1,} );
React.createElement(a:b c, null );
React.createElement(é, { ñ: "1",} );
React.createElement(a-b.c, null );
React.createElement(A, { b: true,} );
React.createElement(A.B, { ...c,} );

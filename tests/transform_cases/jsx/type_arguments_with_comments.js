React.createElement(A /*1*/ , { /*2*/ b: true,} /*3*/ )

a = React.createElement(A, null );
b = React.createElement(A, { c: "d",}, "e");
c = React.createElement(A, null );

a = React.createElement(Select, { value: x , onChange: (v) => f(v),} );

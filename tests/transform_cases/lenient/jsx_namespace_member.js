a = React.createElement(b:c.d, null );

React.createElement(., null);

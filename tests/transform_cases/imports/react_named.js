import { React, } from 'react';
x = React.createElement(React.Fragment, null);

import * as React from 'react';
let x = () => React.createElement('a', null );

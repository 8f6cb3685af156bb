import React from 'react';

x = React.createElement('div', null );

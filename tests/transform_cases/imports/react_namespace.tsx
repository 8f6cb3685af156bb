import * as React from 'react';
let x: React.FC = () => <a />;

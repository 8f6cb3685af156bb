import { React, Fragment } from 'react';
x = <></>;

import React from 'react';
import * as Other from 'other';
x = <div />;



import c from 'c';
export a;
export b from 'b2';
export d, { c } from 'c2';

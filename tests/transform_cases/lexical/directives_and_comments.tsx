/* licence */
// comment
'use strict';
a ?? b;



import * as c from 'c';
B; c; from;

import type
B from 'b';
import type, * as c from 'c';
B; c; from;

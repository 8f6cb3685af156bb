import { B, type as as, } from 'a';
import type from 'b';
import type, { E } from 'c';



import { default as K, 'l' as L, } from 'h';
import O, * as P from 'i';

import Q, {} from 'k';
const R = require('l');
const S = A.b;
;
import U, { } from 'n' with { type: 'json' };
use(A, B, C, D, as, type, E, F, G, H, I, J, K, L, M, N, O, P, Q, R, S, U);

import A from 'a';
import { B, C as D, default as E, 'a-b' as F } from 'b';
import * as G from 'g';
import 'side-effect';
import {} from 'empty';
A(B, D, E, F, G);

import A from 'a';
import { B, C as D } from 'b';
import * as E from 'e';
import F, { G } from 'f';
import H, * as I from 'h';
const x: A<B, D, E.X, F, G, H, I.Y> = 1;

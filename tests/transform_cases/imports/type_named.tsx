import type from 'a';
import type, { x } from 'b';
import { type } from 'c';
import { type as } from 'd';
import { type as as } from 'e';
import { type as as as } from 'f';
import { type as x2 } from 'g';
f(type, x, as, x2);

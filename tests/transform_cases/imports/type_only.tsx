import type A from 'a';
import type { B } from 'b';
import type * as C from 'c';
import { type D, E, type F as G } from 'd';
import { type H } from 'h';
E; A; B; D;

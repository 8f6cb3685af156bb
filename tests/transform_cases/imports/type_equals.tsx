import type A = B;
import type { C } from 'c';
after;

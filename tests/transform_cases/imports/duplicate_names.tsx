import { a } from 'a';
import { a as b, b as a } from 'b';
a;

import { a } from 'a';
import { b as a } from 'b';
a;

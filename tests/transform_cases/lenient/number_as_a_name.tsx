%1_0;
import { 1_0 as a } from 'a';
a;

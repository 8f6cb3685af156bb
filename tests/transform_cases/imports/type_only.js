


import { E, } from 'd';

E; A; B; D;

import { \u0061, b } from 'm';
a; \u0062;

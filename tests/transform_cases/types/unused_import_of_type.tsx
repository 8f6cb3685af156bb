import { T, value } from 'm';
let x: T = value;

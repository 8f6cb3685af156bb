import { value } from 'm';
let x = value;

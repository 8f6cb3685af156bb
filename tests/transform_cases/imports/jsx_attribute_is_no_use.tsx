import { a, b } from 'm';
x = <div a={1} b />;

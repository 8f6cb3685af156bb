
 { C } from 'c';
after;

// c
import type A from 'a'; 
// d
import x = require('x');
// e
import B = require('x'); import C = D.E;
B

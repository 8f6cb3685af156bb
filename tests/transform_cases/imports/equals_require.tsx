import a = require('a');
import b = require("b");
import type c = require('c');
a; 
export import d = require('d');

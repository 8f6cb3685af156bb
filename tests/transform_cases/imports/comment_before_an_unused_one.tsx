// x
import a from 'a' with { type: 'json' } // y
import b from 'b' // z
b;

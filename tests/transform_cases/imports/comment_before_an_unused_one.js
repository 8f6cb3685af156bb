
 // y
import b from 'b' // z
b;

// before
import { A } from 'a'; // after A
/* before */ import { B } from 'b' /* inside */ ; /* after */
// last
x;

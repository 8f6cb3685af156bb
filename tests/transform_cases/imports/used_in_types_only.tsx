import { a, b, c, d, e } from 'm';
let x: typeof a; 
function f<T extends b>(y: c): d {}
class G implements e {}
x as a; f<b>();

;
;
export { D, } from 'c';
export { };
;
;
 
after;

export { B, type as as, };
export { default as F, default } from 'a';
export { 'g' as h, } from 'b';
;
;
;
export * as default from 'f';
export * as 'm' from 'g';


export  class P {}
export ;


export { B as S2 };

const a = require('a');
;
;
a; 
export ;

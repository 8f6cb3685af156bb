/*0*/ 


export var E; (function (E)
 {
 })(E || (E = {}));





export  class E {  }
export var G; (function (G) { const H = 0; G[G["H"] = H] = "H"; })(G || (G = {}));

export ;

for (o in b) { var A; (function (A) {})(A || (A = {})); }

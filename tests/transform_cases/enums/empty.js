var A; (function (A) {})(A || (A = {}));
var B; (function (B) { })(B || (B = {}));

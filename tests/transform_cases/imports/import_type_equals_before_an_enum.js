
 var B; (function (B) { const c = 0; B[B["c"] = c] = "c"; })(B || (B = {}));

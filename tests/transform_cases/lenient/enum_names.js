var const; (function (const){const a = 0; const[const["a"] = a] = "a";})(const || (const = {}));
var "a"; (function ("a"){})("a" || ("a" = {}));
if(a)var A; (function (A){})(A || (A = {}));
while(a)var B; (function (B){})(B || (B = {}));
export var if; (function (if){})(if || (if = {}));

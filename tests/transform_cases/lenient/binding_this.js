const =1
function f({a:},...){}
function g([]){}
try{}catch(){}
for(const  of a);
function s(=f){}
function t(){}
(=f)=>1

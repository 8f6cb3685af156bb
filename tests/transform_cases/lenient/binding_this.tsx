const this=1
function f({a:this},...this){}
function g([this]){}
try{}catch(this){}
for(const this of a);
function s(this=f){}
function t(this?:T){}
(this=f)=>1

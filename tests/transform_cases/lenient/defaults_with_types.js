function u(c=o,d){}
const [a=b]=d
x=>{}=5
f(x=>{})

function u(c=o:{},d?:T){}
const [a=b:c]=d
x=>{}=5
f(x=>{}:T)

class A {constructor() { A.prototype.__init.call(this);A.prototype.__init2.call(this); }
   
     
  
   
      
  
   
     __init() {this.h = React.createElement('a', { b: "1",} )} __init2() {this.i = `${j}`}
  
   
     l()}`;
  }
}

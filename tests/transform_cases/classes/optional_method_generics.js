class A {constructor() { A.prototype.__init.call(this); }
       
        
      
     __init() {this.g = () => 1} 
}
class H {constructor() { H.prototype.__init2.call(this); }
    async ( ) => 1 }
  __init2() {this.j = 1}
}





class G {constructor() { G.prototype.__init.call(this); } 
   __init() {this.x = 1} }
class H { 
   constructor( a) {;this.a = a;}
}




let d;
class G {   }
class I {constructor() { I.prototype.__init.call(this); } #constructor() {} __init() {this["constructor"] = 1} }

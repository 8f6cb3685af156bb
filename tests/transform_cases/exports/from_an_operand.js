 var _class;export {a} from b
export * from (c)
export {} from e;"f"
 from h
 from j
export * from (_class = class{constructor() { _class.prototype.__init.call(this); }__init() {this.k=1}}, _class)
export l from (m)
export default, {n} from "o"

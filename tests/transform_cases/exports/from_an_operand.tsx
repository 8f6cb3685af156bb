export {a} from b
export * from (c)
export {type d} from e;"f"
export type {g} from h
export type * as i from j
export * from class{k=1}
export l from (m)
export default, {n} from "o"

export type;
export type + 1
export type [a]
export type class A{}
export type import b from "c"
export type 1 as d
export type 1
from
"e"
export type if(f)g

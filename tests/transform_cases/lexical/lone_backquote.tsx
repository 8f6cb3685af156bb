a.`
`b`
enum A{`,B}
x={`}
({`:1})
import * as b from "c"
a?.`

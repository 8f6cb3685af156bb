import type A = b
c+`x

y`?.d
import type B = c
`e`.f

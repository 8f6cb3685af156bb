import type A = b
c`a${b}c`.d

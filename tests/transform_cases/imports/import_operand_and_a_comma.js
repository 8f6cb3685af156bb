x = import
type a
x = import
b c

a = 'b
c

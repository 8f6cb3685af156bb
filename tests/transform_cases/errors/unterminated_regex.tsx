a = /b
c

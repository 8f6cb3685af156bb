function.c()

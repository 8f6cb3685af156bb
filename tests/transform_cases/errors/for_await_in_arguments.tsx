for await(g in x){}

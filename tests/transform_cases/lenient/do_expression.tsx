x=do{a}+1;
f(do{})

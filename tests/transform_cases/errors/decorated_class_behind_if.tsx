if(a)@d class A{}

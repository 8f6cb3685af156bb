class A { t() {} '':
x = 1 }

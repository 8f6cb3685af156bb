const args = 1;
class A extends B { x = args }

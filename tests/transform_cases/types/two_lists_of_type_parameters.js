async (d) => f;
async (
b) => {}.c;
x.async ( a) => b;
class A { m(c) {} }


x = async y => {};
async function f() {}
z = { async m() {} };
class A { async m() {} }
async => 1;

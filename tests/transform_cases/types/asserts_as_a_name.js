function f() {}
function g() {}
function h() {}
class A {  }


function f() {
  return
  1
}
function g() { return }
function h() { return a
}

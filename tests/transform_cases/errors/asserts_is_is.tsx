function a(b): asserts
is is C {}

function a(b): asserts
is {}
function c(d): asserts e
is F {}
function g(h): asserts
i is J {}

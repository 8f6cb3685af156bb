function f(): asserts is T {}
function g(): asserts is is {}
function h(): asserts x {}
class A { m(): asserts is {} }
function i(): asserts is {}

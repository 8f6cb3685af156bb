@(a?.b) class A { c = d?.e; static f = g?.h }
x = @(a?.b) class { c = d?.e };
@(class { a = b?.c }) abstract class B { c = d?.e }
export default @(a?.b) class { c = d?.e }

import A from '';
function f(A) { enum T { c = A } }

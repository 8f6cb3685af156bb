{ using a = b; using c = d, e = f; }
async function g() { await using h = i; for (using j of k) {} }
using = 1;
using
x = 2;

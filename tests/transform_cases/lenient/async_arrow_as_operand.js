 function _nullishCoalesce(lhs, rhsFn) { if (lhs != null) { return lhs; } else { return rhsFn(); } }_nullishCoalesce(async()=>{}, () => (b))
async()=>{}+b
async()=>{}?b:c
async()=>{}++
x=async()=>{}
async ()=>{}()
async ()=>{}.x
x=1+async()=>{}+1
var A; (function (A){const C=_nullishCoalesce(a, () => (async)); A[A["C"] = C] = "C"; const D = C + 1; A[A["D"] = D] = "D";})(A || (A = {}));

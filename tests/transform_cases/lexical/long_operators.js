 function _nullishCoalesce(lhs, rhsFn) { if (lhs != null) { return lhs; } else { return rhsFn(); } }var A; (function (A){A[A["|>"] = 0] = "|>"; A[A["*"] = A["|>"] + 1] = "*";A[A["=>"] = A["*"] + 1] = "=>"; A[A["%"] = A["=>"] + 1] = "%";A[A["=>"] = A["%"] + 1] = "=>"; A[A["::"] = A["=>"] + 1] = "::"; A[A[">>>"] = A["::"] + 1] = ">>>"; A[A[">>="] = A[">>>"] + 1] = ">>="; A[A["."] = A[">>="] + 1] = ".";A[A["."] = A["."] + 1] = ".";})(A || (A = {}));
x=a|>b|>c;
x=_nullishCoalesce(a, () => (b))|>c;
x=a|>_nullishCoalesce(b, () => (c));
a@@b=1
@@c
a.>>;
x=t >>b
x=t >=b
x=a<<b
x=f<<c

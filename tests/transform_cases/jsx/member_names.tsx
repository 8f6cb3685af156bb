a = <A.b.C d />;
b = <a.default />;
c = <A.if></A.if>;

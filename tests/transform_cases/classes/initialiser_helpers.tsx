class A { x = a?.b; y = c ?? d; static z = e?.(); }

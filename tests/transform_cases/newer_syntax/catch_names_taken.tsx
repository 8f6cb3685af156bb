const e = { e3: 1 };
try {} catch {}
try {} catch { try {} catch {} }
<e4 e5 />;

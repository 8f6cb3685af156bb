try {} catch {}
try { a } catch { b } finally { c }
try {} catch
{}
try {} catch /* d */ { e; }
const e2 = 1;

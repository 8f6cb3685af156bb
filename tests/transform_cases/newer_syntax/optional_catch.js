try {} catch (e3) {}
try { a } catch (e4) { b } finally { c }
try {} catch (e5)
{}
try {} catch (e6) /* d */ { e; }
const e2 = 1;

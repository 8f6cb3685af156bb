const e = { e3: 1 };
try {} catch (e2) {}
try {} catch (e4) { try {} catch (e5) {} }
React.createElement('e4', { e5: true,} );


{ const b = b; }

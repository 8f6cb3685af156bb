with (a) { b; }

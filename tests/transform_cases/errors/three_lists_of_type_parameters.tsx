async<a><b><c>(d) => e;

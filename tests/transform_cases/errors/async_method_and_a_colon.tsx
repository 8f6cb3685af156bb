const a = b ? c.async(d) : e;

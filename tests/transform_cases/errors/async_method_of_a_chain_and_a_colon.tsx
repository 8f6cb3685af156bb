const a = b ? c?.async() : e;

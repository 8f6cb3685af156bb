type;x

a = React.createElement('a', null, "  b   　c\u000b\f"


);

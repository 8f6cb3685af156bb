const a = import<('b')>;

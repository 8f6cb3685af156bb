a = b as const|c;
d = `${e as const&f}`;

let x: const | c = 1;
a = b as const | c;
a = b as const[];
a = b satisfies const & c;
a = b as const
  | c;
a = b as const extends D ? E : F;
a = `${e as const & f}`;

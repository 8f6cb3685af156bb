a?.b!.c;
a?.b!();
a!?.b;
a?.b<T>(c);
a?.<T>(b);
(a as any)?.b;
a?.b as any;
(a?.b as any).c;

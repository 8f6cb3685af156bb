delete (delete a?.[b.c])?.d;
delete [delete e?.(f.g)]?.h;
(delete i?.[delete j?.(5, k.l)].m);
t?.(delete n?.(new o?.p)?.q);

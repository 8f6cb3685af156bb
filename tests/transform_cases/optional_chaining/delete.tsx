delete a?.b;
delete a?.b.c;
delete a?.[b];
delete a.b?.c.d;
delete (a?.b);

for (let a = (b in c); ; ) break;
for (const d of [e in f]) ;
if ('x' in y) ;

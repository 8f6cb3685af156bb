for (of of of) ;
for (const of of of) ;
for (var i = 0 in x) ;

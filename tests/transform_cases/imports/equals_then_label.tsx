import c = e
c: if ([]) {}

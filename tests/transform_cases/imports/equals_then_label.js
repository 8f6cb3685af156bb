const c = e
c: if ([]) {}

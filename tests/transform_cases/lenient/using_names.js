using of
using of=1
using as
await using of=1
for(using
x of y);

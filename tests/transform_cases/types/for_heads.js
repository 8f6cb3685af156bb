for (const x of y) {}
for (let i = 0; i < (n ); i++) {}
for (const k in o ) {}
for (let j = 0 , m = x; ; ) {}

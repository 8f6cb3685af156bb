for (const x: T of y) {}
for (let i: number = 0; i < (n as number); i++) {}
for (const k in o as any) {}
for (let j = 0 as number, m: T = x; ; ) {}

const b = (x as any) ?? 1;
const c = x as any || y;
const d = x as T ? 1 : 2;
for (const e of x as T[]) {}

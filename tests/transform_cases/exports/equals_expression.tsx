export = { a: 1 as any, b: x?.y };

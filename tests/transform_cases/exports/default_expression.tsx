export default { a: 1 } as any;

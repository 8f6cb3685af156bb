const a = 1, b = 2;
export { a, b as c, a as default, b as 'd-e' };
export {};
export { a, };

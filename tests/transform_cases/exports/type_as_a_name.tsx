const type = 1;
export { type };
export { type as x };
export { type as as };
export { type type };

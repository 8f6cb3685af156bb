export { a, b as c, default } from 'm';
export { default as d } from 'm';
export * from 'n';
export * as e from 'o';
export * as default from 'p';
export * as 'q r' from 'q';
export { x } from 'x' with { type: 'json' };
export {} from 'y';

export default (x: number): string => `${x}`;

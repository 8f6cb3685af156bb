export { >> };

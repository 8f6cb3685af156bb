



export { };

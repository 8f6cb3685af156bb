




export { a, b, c, f };







const a = 1;

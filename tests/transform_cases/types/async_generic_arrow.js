const a = async ( x) => x;
const b = async ( x) => { await x; };
async < b;
async (x);

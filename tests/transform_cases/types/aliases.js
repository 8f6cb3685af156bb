



const after = 1;

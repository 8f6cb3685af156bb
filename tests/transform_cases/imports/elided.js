




const x = 1;

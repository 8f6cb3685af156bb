
global = 1;
global.x;

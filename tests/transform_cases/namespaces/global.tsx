declare global { var x: number }
global = 1;
global.x;

let a; let a;
return 1;
1 = 2;
break;
const b;

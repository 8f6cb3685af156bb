const enum const{a}
const enum "a"{}
if(a)const enum A{}
while(a)const enum B{}
export const enum if{}

const a = <T>(x)</T>;
const b = <T>(x) => y</T>;
const c = <T extends="a">(x)</T>;
const d = <T extends>x</T>;

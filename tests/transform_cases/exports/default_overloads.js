
export default function f(x) {}

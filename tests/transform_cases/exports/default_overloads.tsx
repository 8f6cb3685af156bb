export default function f(x: string): void;
export default function f(x: any) {}

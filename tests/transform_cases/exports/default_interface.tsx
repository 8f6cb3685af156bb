export default interface A { x: number }
after;

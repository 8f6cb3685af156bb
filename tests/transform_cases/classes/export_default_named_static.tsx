export default class A { static x = 1; y = 2 }

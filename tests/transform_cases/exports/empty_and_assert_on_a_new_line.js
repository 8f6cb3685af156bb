export {}



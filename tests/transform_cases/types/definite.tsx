let x!: number;
class A { y!: string; z!; }

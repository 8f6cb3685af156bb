class A { static { this.x = 1; } static y = 2; static { f<T>(); const z: number = 1; } }

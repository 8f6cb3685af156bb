class A { a; b: number; c?: string; d!: T; static e; static f: number; readonly g; 'h'; [i]; #j; }

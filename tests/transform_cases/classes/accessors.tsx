class A { get a() { return 1; } set a(v) {} static get b() { return 2; } get; set; static; async; get = 1; set = 2; get() {} }

x = { get a() { return 1; }, set a(v) {}, get: 1, set: 2, async: 3, get() {}, set() {}, async() {}, get [b]() {}, async *c() {}, get 'd'() {}, static: 4, await: 5 };

class A { async a() {} *b() {} async *c() {} static async d() {} async = 1; static *[e]() {} async
f() {} }

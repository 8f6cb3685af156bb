{ new a?.b }
(function f(c = await d) {});
(async <T>(c = await d) => 1);

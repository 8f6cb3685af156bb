{ new a?.b }
(function (c = await d) {});

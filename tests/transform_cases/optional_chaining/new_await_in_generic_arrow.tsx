{ new a?.b }
(<T,>(c = await d) => 1);

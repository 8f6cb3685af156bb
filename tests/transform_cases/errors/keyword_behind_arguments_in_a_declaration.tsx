var a = 5 << s, {}: (x: p<<>() => g> extends C ? g : u) => T;

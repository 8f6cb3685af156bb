a = <code>const x = `a`; // {"{"}</code>;
b = <a>a?.b ?? c 1_000 as any</a>;

a = React.createElement('code', null, "const x = `a`; // "     , "{");
b = React.createElement('a', null, "a?.b ?? c 1_000 as any"     );

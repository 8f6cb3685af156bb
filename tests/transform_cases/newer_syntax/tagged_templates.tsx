a`b`;
a`b${c}d`;
a.b`c``d`;
new a`b`();
a?.b;
`a${`b${c}`}`;
`\u{zz}`;

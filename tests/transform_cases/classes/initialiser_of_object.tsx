class A { x = { a: 1, b: [2, 3] }; y = `t${1}`; z = (1, 2); w = <div a="b">{c}</div> }

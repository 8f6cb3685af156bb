let a: `b${c`;

const { a, ...b } = { ...c, d };
function f({ e, ...g }) {}

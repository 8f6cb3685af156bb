class A { x = () => { return this.y; }; z = function () { return 1; }; w = async (a) => { await a; }; }

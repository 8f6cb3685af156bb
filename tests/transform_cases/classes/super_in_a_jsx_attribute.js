class A extends B { constructor() { const q = React.createElement('div', { a: super(1),}); super(2) } __init() {this.x = 1} }

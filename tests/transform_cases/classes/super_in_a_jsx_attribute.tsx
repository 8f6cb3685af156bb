class A extends B { constructor() { const q = <div a={super(1)}/>; super(2) } x = 1 }

x = class extends (class extends B {a=1}) {b=1}

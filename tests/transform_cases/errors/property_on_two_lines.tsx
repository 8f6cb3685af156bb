class A{constructor(private
a){}}

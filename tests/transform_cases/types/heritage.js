class A extends B {}
class F extends G.I {}
class K  {}
class M extends (N ) {}
class P extends Q() {}
class S {}

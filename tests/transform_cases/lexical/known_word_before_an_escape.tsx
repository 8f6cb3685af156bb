enum A { of\u0061, a\u0061 }
enum B { this\u{62} }
enum C { as\b }

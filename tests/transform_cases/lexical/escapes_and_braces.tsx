\${}
\a{b}c
\é{b}
enum A{of\a}
(0)

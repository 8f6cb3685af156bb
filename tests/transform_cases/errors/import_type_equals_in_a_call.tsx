import type a = b;f(x)

import type a = b


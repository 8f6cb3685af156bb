import type f = T; export const enum E { a }

import type f = T; export abstract class A extends B { static a = 1 }

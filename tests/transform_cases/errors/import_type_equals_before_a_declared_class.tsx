import type A = b; export declare class C {}

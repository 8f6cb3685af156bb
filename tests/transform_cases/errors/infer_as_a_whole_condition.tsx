type A = B extends () => infer C extends D ? E : F;

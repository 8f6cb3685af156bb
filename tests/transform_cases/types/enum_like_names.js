let enum_ = 1, typeX = 2, declared = 3, abstracted = 4;
asserts = is;
keyof = infer;
readonly(unique);

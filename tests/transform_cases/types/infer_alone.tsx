let q:infer;

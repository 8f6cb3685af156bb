// one
// two

  const a = [1, 2;

interface s extends[{}

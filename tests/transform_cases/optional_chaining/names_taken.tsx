const _ = 1, _2 = 2, _optionalChain = 3;
a?.b?.c;

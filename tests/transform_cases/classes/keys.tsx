class A { 'a' = 1; "b-c" = 2; 3 = 4; [d] = 5; static 'e' = 6; static [f] = 7; 1.5 = 8; 0x10 = 9; 1_0 = 10 }

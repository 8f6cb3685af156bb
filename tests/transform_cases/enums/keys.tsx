enum A { 'b', 'c d' = 1, e = 'x', if = 2, 'f-g' = 'h', default, 'i' = 'j', "k" }

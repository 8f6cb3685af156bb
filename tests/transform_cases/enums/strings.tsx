enum A { B = 'b', C = "c", D = `d`, E = 'a' + 'b' }

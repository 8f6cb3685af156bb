enum A { `` }

class A { constructor(@c d, @e() private f) {} }

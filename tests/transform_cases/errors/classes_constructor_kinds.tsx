class D { x = 1; constructor = 2 }

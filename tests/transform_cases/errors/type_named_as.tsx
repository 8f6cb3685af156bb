type as=0

x =

y =
z = 


w =


v =

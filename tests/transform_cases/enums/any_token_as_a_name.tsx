enum A { >> }
enum B { >>= 3 }
enum C { > > }
enum D { |> }
enum E { ?. ... => }

enum A { B }
enum A { C = 1 }

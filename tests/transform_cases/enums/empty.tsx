enum A {}
enum B { }

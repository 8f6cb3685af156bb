export = foo;

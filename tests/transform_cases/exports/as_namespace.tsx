export as namespace Foo;
after;

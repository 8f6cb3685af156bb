function f() { return React.createElement('a', null ); }
const g = () => React.createElement('a', null );
x = y ? React.createElement('b', null ) : React.createElement('c', null );
typeof React.createElement('d', null );
!React.createElement('e', null );
[React.createElement('f', null ), React.createElement('g', null )];
f(React.createElement('h', null ), React.createElement('i', null ));
a = b || React.createElement('j', null );
case1: React.createElement('k', null );

function f() { return <a />; }
const g = () => <a />;
x = y ? <b /> : <c />;
typeof <d />;
!<e />;
[<f />, <g />];
f(<h />, <i />);
a = b || <j />;
case1: <k />;

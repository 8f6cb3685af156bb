x=React.createElement('a', null, n);
x=React.createElement('a', null, ...n);
x=React.createElement('a', { b: n,});
x=React.createElement('a', { ...n,});

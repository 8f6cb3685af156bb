React.createElement(React.Fragment, null, React.createElement('x', { k: ()=>(),}));
y?React.createElement(React.Fragment, null, React.createElement(React.Fragment, null, ()=>F)):C;
x=React.createElement('x', null, ()=>1);;
b=>d;
async b=>d;

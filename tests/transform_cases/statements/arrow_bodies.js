a = () => {};
b = () => ({});
c = () => [];
d = () => React.createElement('e', null );
f = () => (g, h);
i = () => async () => {};
j = () => { return { k: 1 }; };
l = m => n => o;
p = async q => await r;

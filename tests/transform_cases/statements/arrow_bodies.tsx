a = () => {};
b = () => ({});
c = () => [];
d = () => <e />;
f = () => (g, h);
i = () => async () => {};
j = () => { return { k: 1 }; };
l = m => n => o;
p = async q => await r;

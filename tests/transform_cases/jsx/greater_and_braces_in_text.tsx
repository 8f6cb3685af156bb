a = <a>b > c</a>;
d = <a>e } f</a>;
g = <a>h >= i => j</a>;

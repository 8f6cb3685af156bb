a = React.createElement('a', null, "b > c"  );
d = React.createElement('a', null, "e } f"  );
g = React.createElement('a', null, "h >= i => j"    );

a = <a {...b} key="c" />;
d = <a key={e} {...f} />;

a = <></>;
b = <><a /><b /></>;
c = <>text {x}</>;
d = <React.Fragment key="a" />;

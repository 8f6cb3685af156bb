<v:class/>;

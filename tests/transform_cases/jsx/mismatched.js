a = React.createElement('b', null, "c");

a = React.createElement('a', null, "    b \n"


);

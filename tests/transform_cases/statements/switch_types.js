switch (a ) { case b : c; case React.createElement('d', null ): ; case (e): f; case g ? h : i: j; }

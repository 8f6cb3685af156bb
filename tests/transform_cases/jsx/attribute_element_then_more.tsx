a = <div f=<i /> g="h" />;

a = <T<U>>b;

enum A{|> *=> %=> :: >>> >>= ..}
x=a|>b|>c;
x=a??b|>c;
x=a|>b??c;
a@@b=1
@@c
a.>>;
x=t<a> >>b
x=t<a> >=b
x=a!<<b
x=f<T><<c

a = <a:b c:d="e" xlink:href={f}></a:b>;

a = <a-b c-d="e" f-="g" />;
h = <a-1-b></a-1-b>;

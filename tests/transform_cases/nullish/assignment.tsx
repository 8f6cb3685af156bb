a ??= b;
a ||= c;
a &&= d;
a **= e;
a.b ??= c?.d;

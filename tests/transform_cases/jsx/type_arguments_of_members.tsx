x=<a.b<c> d={e}>f</a.b>;
x=<g:a<l>></g:a>;
x=<b.U<>/>;
x=<g:>/>;

a = <a>text</a>;
b = <a>two words</a>;
c = <a> leading</a>;
d = <a>trailing </a>;
e = <a> </a>;
f = <a>it's "quoted" \ back</a>;

a = <a>&amp;&lt;&gt;&quot;&nbsp;&copy;&hearts;&Alpha;&thetasym;</a>;
b = <a>&#65;&#x41;&#128512;&#x1F600;&#xd800;&#0;</a>;
c = <a>&bogus; &amp &; &#; &#x; &toolongentity; & a && b</a>;
d = <a b="&amp;&lt;&#65;&#x1F600;&bogus;&" />;
e = <a>&apos;&NBSP;&Amp;</a>;

a = <a b="it's" c='say "x"' d="&amp; &lt; &quot; &#39;" e="\n" f="\" g="é" h="😀" />;

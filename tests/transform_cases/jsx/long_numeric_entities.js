React.createElement('a', { b: "AA\u0006",}, "A A &#x000g41; &#0000065 😀😀"

);

a = React.createElement('a', { b: "it's", c: "say \"x\"" , d: "& < \" '"   , e: "\\n", f: "\\", g: "é", h: "😀",} );

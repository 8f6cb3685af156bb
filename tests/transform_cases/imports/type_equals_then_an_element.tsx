import type A = b
<a b c={d} e="f" {...g}/>

import type A = b
<a b={<d/>} c=<d/>/>
;<e f={g}>{h}</e>

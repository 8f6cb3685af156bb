export type
<a b={c}/>


a b={c}/>

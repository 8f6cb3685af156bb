r={r()}
r={r();}
r={r()
,b}
r={get r()}
r={async *r()}
r={l w(){}}
r={l "w"(){}}
r={*,}
r={async w:1}
r={async default:1}
r={X<T>,a}
r={X<T>:1}
a={m<>t(){}}
const{a<>:c}=b
r={[r?.b]()}

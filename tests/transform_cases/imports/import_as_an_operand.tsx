(import)=''
c=import['']
f(import,"a")
[import,"a",b]
x={a:import,"b":c}
x=<>{import?'':''}</>

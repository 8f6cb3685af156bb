
={React.createElement('d', null)} c=React.createElement('d', null)/>
;React.createElement('e', { f: g,}, h)

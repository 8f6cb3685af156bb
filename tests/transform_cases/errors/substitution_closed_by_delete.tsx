<a b={`${c delete`}/>

a = <b>c

a = <b

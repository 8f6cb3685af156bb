a = <b></b

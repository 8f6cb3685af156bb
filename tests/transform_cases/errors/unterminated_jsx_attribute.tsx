a = <b c="d

using as x

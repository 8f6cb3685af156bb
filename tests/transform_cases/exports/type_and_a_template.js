
x${y}

z`

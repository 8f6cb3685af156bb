React.createElement('a', { b: "c\r d\r\r\ne"

,}, "f g h\r"


)

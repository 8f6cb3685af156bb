a

(c)

x=1+async y=>z

x = async < T > (a) ; y = async
<T>(b)

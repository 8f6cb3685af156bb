a<T> do {}

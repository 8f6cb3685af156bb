class A<T> { x: T = y as T; z = f<T>(w!); v: () => void = () => {}; u = <any>a</any> }

enum E { a = <T>() => {} = }

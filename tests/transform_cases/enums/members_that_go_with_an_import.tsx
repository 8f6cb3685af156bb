enum A { b = import, c = 1, 'd', e }
enum F { g = `${import}`'', h }

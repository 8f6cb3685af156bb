export type
`x${y}

z`

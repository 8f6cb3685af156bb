x=a as const<<b

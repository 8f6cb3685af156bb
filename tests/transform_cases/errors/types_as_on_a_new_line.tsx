  as string

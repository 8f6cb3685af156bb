declare global ?? {}

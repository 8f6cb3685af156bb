`${{}import`

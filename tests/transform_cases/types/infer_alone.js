let q

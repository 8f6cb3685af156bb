interface e{readonly a()}

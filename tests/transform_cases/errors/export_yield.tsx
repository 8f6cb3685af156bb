export yield


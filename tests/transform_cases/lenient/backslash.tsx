\ b

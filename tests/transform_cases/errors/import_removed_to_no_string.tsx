import a from b


import A from ''
assert
{}

export {} from 'a'
assert
{}

module { a } b

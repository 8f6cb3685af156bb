{`${t class`}

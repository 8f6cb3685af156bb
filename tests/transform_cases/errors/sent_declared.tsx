declare function.sent()

super.a
?.
()

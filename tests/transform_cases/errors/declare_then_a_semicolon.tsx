declare;a

x=@d 1

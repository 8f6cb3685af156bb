a = b +;













const after = 1;

module {}.a;

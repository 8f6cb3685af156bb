a



;

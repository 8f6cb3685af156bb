var [...r = 1] = a;

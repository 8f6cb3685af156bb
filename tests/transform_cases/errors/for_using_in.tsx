for(using in B);

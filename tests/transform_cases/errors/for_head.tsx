for (a b) ;

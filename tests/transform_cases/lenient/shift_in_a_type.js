t ;

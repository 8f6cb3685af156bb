ablet c = ;

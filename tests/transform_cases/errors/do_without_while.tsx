do a; 

export 
export 


a


 
b

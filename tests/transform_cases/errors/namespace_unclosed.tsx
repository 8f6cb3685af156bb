namespace A { 

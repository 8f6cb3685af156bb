class A {
    
         
        
}

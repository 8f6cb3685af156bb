class A {
   
      b() {}
  }
   
       
     
       
    /*a*/  /*b*/ 
     
  
   
       *k() {} };
  }
   
       static async *n() {} }
  }
}

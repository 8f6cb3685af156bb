 class A {
  
  

  
   w() {}
}
export  class B {}
export default  class C {}

export {

 }




 ;
foo

export {
 type Z
 }
 from
 'd'
 with
 { type: 'json' }
 ;
foo

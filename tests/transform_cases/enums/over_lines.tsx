/*0*/ export
 const
 enum
 E
 {
 }

'😀😀'; let a = ;

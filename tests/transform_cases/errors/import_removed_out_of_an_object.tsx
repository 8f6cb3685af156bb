{ return { b: import } } if ('') {}

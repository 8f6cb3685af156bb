'use strict';
'use client'
type A = 1
"not a directive"
function f() {
  'use strict'
  interface B {}
  return a?.b
}

class A { constructor(private x) { 'use strict'; f(); } }

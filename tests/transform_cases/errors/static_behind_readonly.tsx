class A { readonly static {} }

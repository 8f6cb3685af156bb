interface A { readonly => }

@a.#{} class C {}

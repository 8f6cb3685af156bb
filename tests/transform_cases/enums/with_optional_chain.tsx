enum A { B = x?.y, C = a ?? b, D = <any>z</any> }

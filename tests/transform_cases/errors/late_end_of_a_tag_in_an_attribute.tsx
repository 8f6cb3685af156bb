<a b=<></s C/>

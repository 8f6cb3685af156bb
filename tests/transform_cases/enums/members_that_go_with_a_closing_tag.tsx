enum A { b = <></c d e = <f />, g }
enum H { i = <></j k, l = <m />, n = 1 }

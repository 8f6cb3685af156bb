x=<a b "d"/>

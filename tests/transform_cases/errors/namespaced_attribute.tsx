x=<a e:f="g"/>

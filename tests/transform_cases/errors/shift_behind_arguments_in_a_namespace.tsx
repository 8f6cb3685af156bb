namespace N { x<y>>5 }

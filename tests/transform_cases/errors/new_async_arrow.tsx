new async()=>{}

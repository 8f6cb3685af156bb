x=`${()=>{} class`

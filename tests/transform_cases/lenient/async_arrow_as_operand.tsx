async()=>{}??b
async()=>{}+b
async()=>{}?b:c
async()=>{}++
x=async()=>{}as any
async<T>()=>{}()
async<T>()=>{}.x
x=1+async()=>{}+1
enum A{C=a??async D}

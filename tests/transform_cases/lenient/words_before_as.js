type 
type 
namespace 
enum 
type
as=0

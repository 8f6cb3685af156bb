type as X
type satisfies X
namespace as n
enum as{}
type
as=0

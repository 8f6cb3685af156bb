enum 
enum 

interface 
namespace 
module 

var satisfies; (function (satisfies) {})(satisfies || (satisfies = {}));

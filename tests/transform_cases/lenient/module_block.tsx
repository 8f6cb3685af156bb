if (a) module { let b; b }
const c = { d() { return module {} & e } };
module
{} f
module {} ;
class G { h = !module { i } }
<j k={module {}}>{module {} ?? l}</j>;

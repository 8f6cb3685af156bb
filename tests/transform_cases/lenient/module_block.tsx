if (a) module { let b; b }
const c = { d() { module {}; e } };
module
{} f
module {} ;

enum as {}
enum satisfies
{}
interface as {}
namespace as {}
module as {}
declare enum as {}
const enum satisfies {}

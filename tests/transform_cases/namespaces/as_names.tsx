namespace = 1;
module = 2;
module.exports = namespace;
module
x
namespace(y);

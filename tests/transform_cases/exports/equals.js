module.exports = foo;

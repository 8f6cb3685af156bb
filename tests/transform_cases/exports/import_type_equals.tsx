a
export
import
type
A = require('');

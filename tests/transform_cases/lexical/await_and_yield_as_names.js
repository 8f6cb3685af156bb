var await_ = 1;
function f(yield_) { return yield_; }
let x = async;
async.await;

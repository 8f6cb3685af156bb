function a() {}
async function b() {}
function* c() {}
async function* d() {}
(function () {});
(function e() {});
(async function () {});

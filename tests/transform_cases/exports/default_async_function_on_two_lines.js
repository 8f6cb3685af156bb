export default async
function () {}

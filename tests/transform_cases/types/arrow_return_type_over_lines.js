const f = (
  a


) => ({ x: a });
const g = async (a

) => {};

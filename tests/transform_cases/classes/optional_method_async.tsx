class A {
  a?() {
    async function b() {}
  }
  c?() {
    async d => 1;
    e !;
    f ! . g;
    /*a*/ h /*b*/ ! /*c*/ as /*d*/ T;
    let i /*e*/ ! /*f*/ : T;
  }
  j?() {
    return { async *k() {} };
  }
  l?() {
    class M { static async *n() {} }
  }
}

class A extends B {
  async m() {
    super.a?.(await b);
    super.a?.b(await c);
    super[await a]?.();
    await super.a?.().b;
    super.a.b?.c(await d);
  }
}

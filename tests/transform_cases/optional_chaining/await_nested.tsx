async () => {
  a?.[await b?.c]?.d;
  await a?.b?.(await c?.d);
  a?.(async () => { await b; })?.c;
  (await a?.b)?.c ?? await d;
  for await (const x of a?.b) x?.c;
};

// JSX.
import { glue } from './layout.mjs';

export function addJsx(g) {
  const { random, words } = g;
  const tagName = () =>
    random.pick([
      () => words.jsxName(), () => words.jsxName(), () => words.jsxName(), () => words.jsxName(),
      () => [words.name(), '.', words.propertyName(), g.maybe(0.3, () => ['.', words.propertyName()])],
      () => [random.pick(['this', 'a', 'A-b', 'x']), '.', random.pick(['b', 'C', 'b-c', 'this'])],
      () => (random.chance(0.3) ? [words.jsxName(), ':', words.jsxName()] : words.jsxName()),
    ])();
  const isIn = (chance, make) => (random.chance(chance) ? make() : []);
  g.rule('element', [
    [3, () => {
      const name = tagName();
      return ['<', name, typeArguments(), attributes(), g.maybe(0.02, () => ['<', 'T', '>']), '/', '>'];
    }],
    [4, () => {
      const name = tagName();
      return ['<', name, typeArguments(), attributes(), '>', glue, children(), glue, '<', '/', random.chance(0.98) ? name : tagName(), '>'];
    }],
    [1.5, () => ['<', '>', glue, children(), glue, '<', '/', '>']],
  ], () => ['<', 'a', '/', '>']);
  const typeArguments = () => g.maybe(0.06 * g.typed, () => g.typeArguments());
  const attributes = () => [
    isIn(0.03, () => ['/* c */']),
    g.some(0, 3, () =>
      random.pick([
        () => attributeName(),
        () => [attributeName(), '=', words.jsxString()],
        () => [attributeName(), '=', words.jsxString()],
        () => [attributeName(), '=', '{', random.chance(0.1) ? '/* c */' : [], g.assignment(), '}'],
        () => [attributeName(), '=', '{', random.chance(0.1) ? g.expression() : g.assignment(), '}'],
        () => ['{', '...', g.assignment(), '}'],
        () => (random.chance(0.25) && g.hasFuel() ? [attributeName(), '=', g.element()] : attributeName()),
      ])(),
    ),
  ];
  const attributeName = () => (random.chance(0.03) ? [words.attributeName(), ':', words.attributeName()] : words.attributeName());
  const children = () =>
    g.some(0, 4, () => [
      glue,
      random.pick([
        () => words.jsxText(),
        () => words.jsxText(),
        () => ['{', g.expression(), '}'],
        () => ['{', random.pick(['/* c */', '// c\n', '\n']), g.expression(), random.pick(['', '/* c */', '// c\n']), '}'],
        () => (g.hasFuel() ? g.element() : ''),
        () => random.pick([['{', '}'], ['{', '/* c */', '}'], ['{', '...', g.assignment(), '}'], ['{', words.string(), '}'], ['{', '// c\n', '}'], ['{', '\r\n', '}']]),
      ])(),
      glue,
    ]);
}

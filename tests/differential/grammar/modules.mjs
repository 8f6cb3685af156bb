// Imports and exports.
import { sameLine, semicolon } from './layout.mjs';

export function addModules(g) {
  const { random, words } = g;
  const outerName = () => (random.chance(0.85) ? words.propertyName() : random.pick([words.string(), 'default', 'default']));
  const specifier = (local) => [g.maybe(0.15 * g.typed, () => ['type']), random.chance(0.7) ? local() : [outerName(), 'as', local()]];
  /** Where `type` and `as` stand for names, or for themselves. */
  const oddSpecifier = () => random.pick([['type'], ['type', 'as'], ['type', 'as', 'as'], ['type', 'as', 'as', 'as'], ['type', 'type'], ['type', 'as', words.name()], ['as', 'as', words.name()], ['type', 'default', 'as', words.name()]]);
  const importSpecifiers = () => ['{', g.list(0, 4, () => (random.chance(0.06) ? oddSpecifier() : specifier(words.name))), '}'];
  const exportSpecifiers = (isLocal) => ['{', g.list(0, 4, () => (random.chance(0.06) ? oddSpecifier() : [g.maybe(0.15 * g.typed, () => ['type']), isLocal ? words.name() : outerName(), g.maybe(0.3, () => ['as', outerName()])])), '}'];
  const attributes = () => g.maybe(0.06, () => [random.pick(['with', [sameLine, 'assert']]), '{', random.pick([['type', ':', '"json"'], ["'type'", ':', "'css'", ','], []]), '}']);
  const importType = (chance) => g.maybe(chance * g.typed, () => 'type');
  g.importDeclaration = () =>
    random.pick([
      () => ['import', words.name(), 'from', words.moduleName(), attributes(), semicolon],
      () => ['import', importType(0.1), importSpecifiers(), 'from', words.moduleName(), attributes(), semicolon],
      () => ['import', importType(0.1), importSpecifiers(), 'from', words.moduleName(), attributes(), semicolon],
      () => ['import', words.name(), ',', random.chance(0.6) ? importSpecifiers() : ['*', 'as', words.name()], 'from', words.moduleName(), semicolon],
      () => ['import', importType(0.1), '*', 'as', words.name(), 'from', words.moduleName(), semicolon],
      () => ['import', words.moduleName(), attributes(), semicolon],
      () => (g.typed > 0 ? importEquals() : ['import', '*', 'as', 'React', 'from', "'react'", semicolon]),
      () => ['import', importType(0.3), words.typeName(), 'from', words.moduleName(), semicolon],
      () => ['import', random.pick(['type', 'from', 'as', 'async', 'defer', 'of']), random.pick([[], [], [',', importSpecifiers()]]), 'from', words.moduleName(), semicolon],
    ])();
  const importEquals = () => [g.maybe(0.2, () => 'export'), 'import', g.maybe(0.15, () => 'type'), words.name(), '=', random.chance(0.5) ? ['require', '(', words.moduleName(), ')'] : g.qualifiedName(), semicolon];
  const defaultClass = () => [g.decorators(0.05), g.maybe(0.3 * g.typed, () => ['abstract', sameLine]), 'class', g.maybe(0.7, () => words.name()), g.classRest()];
  const defaultFunction = () => [
    g.maybe(0.1 * g.typed, () => ['function', 'f', '(', g.parameters(), ')', g.returnType(), semicolon, 'export', 'default']),
    g.maybe(0.2, () => ['async', sameLine]), 'function', g.maybe(0.15, () => '*'), g.maybe(0.1 * g.typed, () => g.typeParameters()), '(', g.parameters(), ')', g.returnType(), g.body({}),
  ];
  g.exportDeclaration = () =>
    random.pick([
      () => ['export', 'default', random.pick([() => g.functionDeclaration(), defaultClass, defaultFunction])()],
      () => ['export', 'default', random.pick([() => words.name(), () => words.typeName(), () => ['(', g.expression(), ')'], () => g.arrow(), () => ['[', ']'], () => words.number(), () => g.assignment()])(), semicolon],
      () => ['export', g.variables(), semicolon],
      () => ['export', g.functionDeclaration()],
      () => [g.decorators(0.03), 'export', g.decorators(0.03), g.maybe(0.1 * g.typed, () => ['abstract', sameLine]), 'class', words.name(), g.classRest()],
      () => ['export', g.maybe(0.08 * g.typed, () => 'type'), exportSpecifiers(true), semicolon],
      () => ['export', g.maybe(0.08 * g.typed, () => 'type'), exportSpecifiers(false), 'from', words.moduleName(), attributes(), semicolon],
      () => ['export', g.maybe(0.1 * g.typed, () => 'type'), '*', g.maybe(0.4, () => ['as', outerName()]), 'from', words.moduleName(), attributes(), semicolon],
      () => (g.typed > 0 ? ['export', g.typeDeclaration()] : []),
      () => (g.typed > 0 ? random.pick([() => ['export', '=', g.expression(), semicolon], () => ['export', 'as', 'namespace', words.name(), semicolon], () => ['export', 'default', 'interface', sameLine, words.typeName(), '{', '}'], () => ['export', g.enumDeclaration()], () => ['export', 'declare', sameLine, g.declared()], importEquals])() : []),
    ])();
}

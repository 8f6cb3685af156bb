// Declarations of TypeScript: type aliases, interfaces, enums, namespaces, `declare`.
import { glue, sameLine, semicolon } from './layout.mjs';

export function addDeclarations(g) {
  const { random, words } = g;

  g.rule('typeDeclaration', [
    [1, () => ['type', sameLine, words.typeName(), g.maybe(0.3, () => g.typeParameters()), '=', g.type(), semicolon]],
    [1, () => ['interface', sameLine, words.typeName(), g.maybe(0.3, () => g.typeParameters()), g.maybe(0.3, () => ['extends', g.list(1, 2, () => g.typeReference(), 0)]), '{', g.some(0, 3, () => [g.typeMember(), random.pick([';', ','])]), '}']],
    [2, () => g.enumDeclaration()],
    [1, () => ['declare', sameLine, g.declared()]],
    [1, () => g.namespaceDeclaration()],
  ], () => ['type', 'T', '=', 'A', ';']);

  g.rule('declared', [
    [1, () => [random.pick(['const', 'let', 'var']), g.list(1, 2, () => [words.name(), ':', g.type()], 0), semicolon]],
    [0.3, () => ['const', words.name(), '=', random.pick([words.number(), words.string(), '-1', ['`', glue, 'a', glue, '`']]), semicolon]],
    [1, () => [g.maybe(0.1, () => ['async', sameLine]), 'function', g.maybe(0.1, () => '*'), words.name(), g.maybe(0.2, () => g.typeParameters()), '(', g.typeParametersOfFunction(), ')', g.returnType(1), semicolon]],
    [1, () => [g.maybe(0.2, () => ['abstract', sameLine]), 'class', words.typeName(), g.maybe(0.2, () => g.typeParameters()), g.maybe(0.2, () => ['extends', g.typeReference()]), '{', g.some(0, 3, () => declaredMember()), '}']],
    [1, () => g.enumDeclaration()],
    [1, () => ['module', sameLine, random.pick([words.string(), words.name()]), random.chance(0.1) ? ';' : ['{', g.some(0, 3, () => ambient()), '}']]],
    [1, () => ['namespace', sameLine, g.qualifiedName(), '{', g.some(0, 3, () => ambient()), '}']],
    [1, () => ['global', '{', g.some(0, 3, () => ambient()), '}']],
    [1, () => ['type', sameLine, words.typeName(), '=', g.type(), semicolon]],
    [0.5, () => ['interface', sameLine, words.typeName(), '{', g.some(0, 2, () => [g.typeMember(), ';']), '}']],
  ], () => ['let', 'a', ';']);
  const declaredMember = () =>
    random.pick([
      () => [g.typeMember(), ';'],
      () => [g.memberModifiers(), words.propertyName(), g.annotation(1), ';'],
      () => ['constructor', '(', g.typeParametersOfFunction(), ')', ';'],
      () => [random.pick(['static', 'private', 'protected', 'static async']), g.key(), '(', g.typeParametersOfFunction(), ')', g.returnType(1), ';'],
      () => [random.pick(['get', 'set', 'static get']), g.key(), '(', g.typeParametersOfFunction(), ')', g.returnType(1), ';'],
      () => ['static', random.pick([['{', '}'], ['[', 'k', ':', 'string', ']', ':', g.type(), ';']])],
    ])();
  /** What stands in `declare module` and the like. */
  const ambient = () =>
    random.pick([
      () => [g.maybe(0.5, () => 'export'), g.declared()],
      () => [g.maybe(0.5, () => 'export'), g.typeDeclaration()],
      () => ['export', 'default', words.name(), semicolon],
      () => ['export', '=', words.name(), semicolon],
      () => ['export', '{', g.list(0, 2, () => words.name()), '}', g.maybe(0.3, () => ['from', words.moduleName()]), semicolon],
      () => g.importDeclaration(),
    ])();

  g.namespaceDeclaration = () => [random.pick(['namespace', 'namespace', 'module']), sameLine, g.qualifiedName(), '{', g.some(0, 3, () => inNamespace()), '}'];
  const inNamespace = () => [
    g.maybe(0.5, () => 'export'),
    random.pick([
      () => [g.variables(), semicolon],
      () => g.functionDeclaration(),
      () => g.classDeclaration(),
      () => g.typeDeclaration(),
      () => g.typeDeclaration(),
      () => g.namespaceDeclaration(),
      () => ['import', words.name(), '=', g.qualifiedName(), semicolon],
      () => g.statement(),
    ])(),
  ];

  g.rule('enumDeclaration', [
    [1, () => {
      const name = words.typeName();
      const earlier = [];
      const member = () => {
        const key = enumKey();
        const value = g.maybe(0.55, () => ['=', enumValue(earlier, name)]);
        earlier.push(key);
        return [key, value];
      };
      return [g.maybe(0.2, () => 'const'), 'enum', name, '{', g.list(0, 5, member), '}'];
    }],
  ], () => ['enum', 'E', '{', '}']);
  const enumKey = () =>
    random.chance(0.7)
      ? words.propertyName()
      : random.pick([words.string(), "'a b'", '"A"', "'é'", "'1'", "'-1'", "'if'", "'__proto__'", words.string(), random.chance(0.2) ? random.pick(["['x']", '1', '[`y`]', '1_0']) : 'Z']);
  const reference = (earlier, name) => {
    const key = earlier.length > 0 ? random.pick(earlier) : 'a';
    const isQuoted = /^['"]/.test(key);
    return random.pick([isQuoted ? 'A' : key, [name, '.', isQuoted ? 'A' : key], [name, '[', isQuoted ? key : `'${key}'`, ']']]);
  };
  const enumValue = (earlier, name) =>
    random.pick([
      () => random.pick([words.number(), words.string(), words.string(), '-1', '1 << 2', '1_0 + 1', '~1']),
      () => reference(earlier, name),
      () => [reference(earlier, name), random.pick(['|', '&', '+', '<<', '??', '*']), random.pick([() => reference(earlier, name), () => words.number(), () => words.string()])()],
      () => ['(', reference(earlier, name), ')', '.', 'length'],
      () => [words.string(), '.', 'length'],
      () => ['`', glue, words.templateText(), g.maybe(0.5, () => [glue, '${', reference(earlier, name), '}', glue]), glue, '`'],
      () => [words.string(), random.pick([['as', 'any'], ['as', 'const'], '!', ['+', words.string()], ['satisfies', 'T']])],
      () => g.assignment(),
    ])();
}

// Classes and decorators.
import { lineEnd, sameLine, semicolon } from './layout.mjs';

export function addClasses(g) {
  const { random, words } = g;
  const decorator = () =>
    random.chance(0.15)
      ? ['@', '(', g.expression(), ')']
      : ['@', words.name(), g.some(0, 1, () => ['.', random.chance(0.1) ? words.privateName() : words.propertyName()]), g.maybe(0.4, () => [g.maybe(0.1 * g.typed, () => g.typeArguments()), g.callArguments()])];
  g.decorators = (chance) => g.maybe(chance * g.decorated, () => g.some(1, 2, () => [decorator(), random.chance(0.3) ? lineEnd : []]));
  g.classDeclaration = () => [g.decorators(0.05), g.maybe(0.1 * g.typed, () => ['abstract', sameLine]), 'class', words.name(), g.classRest()];
  g.classRest = () => [
    g.maybe(0.15 * g.typed, () => g.typeParameters()),
    g.maybe(0.35, () => ['extends', superclass(), g.maybe(0.15 * g.typed, () => g.typeArguments())]),
    g.maybe(0.15 * g.typed, () => ['implements', g.list(1, 2, () => g.typeReference(), 0)]),
    '{',
    g.some(0, 5, () => g.within({ awaits: 0.02, inGenerator: false, inFunction: true, inClass: true }, () => g.classMember())),
    '}',
  ];
  const superclass = () =>
    random.pick([
      () => words.name(),
      () => words.name(),
      () => g.chainOf(() => words.name(), ['member', 'call'], 2),
      () => g.chainOf(() => g.primary(), ['member', 'call', 'optionalMember', 'index'], 2),
      () => ['class', g.classRest()],
      () => ['(', g.expression(), ')'],
    ])();
  g.memberModifiers = () => [
    g.maybe(0.2 * g.typed, () => random.pick(['public', 'private', 'protected'])),
    g.maybe(0.2, () => 'static'),
    g.maybe(0.07 * g.typed, () => 'override'),
    g.maybe(0.1 * g.typed, () => 'readonly'),
  ];
  const modifiers = g.memberModifiers;
  const memberKey = () => (random.chance(0.12) ? words.privateName() : g.key());
  const isOptional = (chance, marks) => g.maybe(chance * g.typed, () => [sameLine, random.pick(marks)]);
  const value = (chance) => g.maybe(chance, () => ['=', random.chance(0.05 * g.classes) ? ['class', g.maybe(0.3, () => words.name()), g.classRest()] : g.assignment()]);
  const signature = () => [g.maybe(0.15, () => g.typeParameters()), '(', g.parameters(), ')', g.returnType()];
  g.rule('classMember', [
    [5, () => [g.decorators(0.03), modifiers(), memberKey(), isOptional(0.1, ['?', '!']), g.annotation(0.4), value(0.7), semicolon]],
    [4, () => [g.decorators(0.03), modifiers(), g.method()]],
    [0.5, () => [modifiers(), random.pick([['async', sameLine], '*', 'get', 'set', ['async', sameLine, '*']]), words.privateName(), '(', g.parameters(), ')', g.body({})]],
    [1.2, () => g.constructorMember()],
    [0.4, () => ['static', g.body({})]],
    [0.2, () => ';'],
    [() => 0.4 * g.typed, () => [g.maybe(0.2, () => random.pick(['public', 'protected'])), 'abstract', g.maybe(0.1, () => 'override'), abstractMember()]],
    [() => 0.2 * g.typed, () => [g.maybe(0.2, () => random.pick(['static', 'private'])), 'declare', g.maybe(0.2, () => 'readonly'), words.propertyName(), g.annotation(0.8), ';']],
    [() => 0.25 * g.typed, () => [g.maybe(0.2, () => 'static'), g.maybe(0.3, () => 'readonly'), '[', words.name(), ':', g.type(), ']', ':', g.type(), ';']],
    [() => 0.3 * g.typed, () => g.overloadedMethod()],
    [() => 0.3 * g.typed, () => [g.maybe(0.2, () => random.pick(['static', 'private', ['async', sameLine]])), g.key(), sameLine, '?', signature(), random.chance(0.6) ? ';' : g.body({})]],
    [0.25, () => [g.decorators(0.03), modifiers(), 'accessor', sameLine, random.chance(0.2) ? words.privateName() : g.key(), g.annotation(0.3), value(0.7), ';']],
    [0.25, () => [random.pick(['static', 'get', 'set', 'async', 'readonly', 'declare', 'abstract', 'private', 'accessor', 'override', 'in', 'constructor2']), random.pick([['=', g.assignment()], [], g.annotation(), ['(', g.parameters(), ')', g.body({})]]), ';']],
    [0.1, () => ['static', random.pick(['async', 'get', 'static', 'readonly', 'accessor', 'await']), random.pick([['=', g.assignment()], []]), ';']],
  ], () => [words.name(), ';']);
  const abstractMember = () =>
    random.pick([
      () => [g.maybe(0.2, () => 'readonly'), g.key(), isOptional(0.1, ['?']), g.annotation(0.8), ';'],
      () => [g.key(), signature(), ';'],
      () => [random.pick(['get', 'set']), g.key(), '(', random.chance(0.3) ? [words.name(), ':', g.type()] : [], ')', g.returnType(), ';'],
      () => ['accessor', sameLine, words.propertyName(), g.annotation(0.8), ';'],
      () => [random.pick([['async', sameLine], '*']), g.key(), signature(), ';'],
    ])();
  g.overloadedMethod = () => {
    const [isStatic, key] = [g.maybe(0.2, () => 'static'), g.key()];
    return [g.some(1, 2, () => [isStatic, key, signature(), semicolon]), isStatic, key, signature(), random.chance(0.7) ? g.body({}) : ';'];
  };
  const property = () => random.pick([['public'], ['private'], ['protected'], ['readonly'], ['public', 'readonly'], ['private', 'override', 'readonly'], ['override']]);
  const superCall = () => ['super', '(', g.list(0, 2, () => g.assignment()), ')'];
  const superStatement = () =>
    random.pick([
      () => [superCall(), semicolon],
      () => [superCall(), semicolon],
      () => [superCall(), semicolon],
      () => ['const', words.name(), '=', superCall(), semicolon],
      () => ['if', '(', words.name(), ')', '{', superCall(), semicolon, '}', g.maybe(0.5, () => ['else', '{', superCall(), semicolon, '}'])],
      () => ['try', '{', superCall(), semicolon, '}', 'finally', '{', '}'],
      () => [words.name(), '(', superCall(), ')', semicolon],
      () => [superCall(), '.', words.propertyName(), '(', ')', semicolon],
    ])();
  g.constructorMember = () => [
    g.maybe(0.1 * g.typed, () => ['constructor', '(', g.parameters(), ')', ';']),
    g.maybe(0.05 * g.typed, () => random.pick(['public', 'private'])), random.chance(0.03) ? "'constructor'" : 'constructor', '(',
    g.list(0, 3, () => [
      g.maybe(0.4 * g.typed, () => property()),
      random.chance(0.95) ? words.name() : g.pattern(), g.maybe(0.1 * g.typed, () => '?'), g.annotation(0.5), g.maybe(0.2, () => ['=', g.assignment()]),
    ]),
    ')', '{', g.maybe(0.05, () => g.directives()), g.statements(0, 1), random.chance(0.5) ? superStatement() : [], g.statements(0, 2), '}',
  ];
}

// Statements, declarations, classes, modules.
import { lineEnd, sameLine, semicolon } from './layout.mjs';

export function addStatements(g) {
  const { random, words } = g;

  g.statements = (least, most) => g.some(least, most, () => [g.statement(), lineEnd]);

  g.rule('statement', [
    [5, () => [g.expressionStatement(), semicolon]],
    [5, () => [g.variables(), semicolon]],
    [2, () => g.functionDeclaration()],
    [1.5, () => g.classDeclaration()],
    [1, () => ['if', '(', g.expression(), ')', g.block(), g.maybe(0.4, () => ['else', random.chance(0.7) ? g.block() : g.statement()])]],
    [0.3, () => ['if', '(', g.expression(), ')', g.statement(), g.maybe(0.2, () => ['else', g.statement()])]],
    [1, () => g.loop()],
    [0.8, () => ['try', g.block(), g.maybe(0.8, () => ['catch', g.maybe(0.6, () => ['(', g.binding(), g.annotation(), ')']), g.block()]), g.maybe(0.3, () => ['finally', g.block()])]],
    [0.5, () => ['switch', '(', g.expression(), ')', '{', g.some(0, 3, () => [random.chance(0.8) ? ['case', g.expression(), ':'] : ['default', ':'], g.statements(0, 2)]), '}']],
    [0.6, () => g.block()],
    [0.2, () => ';'],
    [0.2, () => [words.name(), ':', g.statement()]],
    [0.3, () => [random.pick(['break', 'continue', 'debugger']), semicolon]],
    [g.inFunction ? 3 : 0.05, () => ['return', g.maybe(0.8, () => [sameLine, g.expression()]), semicolon]],
    [0.4, () => ['throw', sameLine, g.expression(), semicolon]],
    [1 * g.typed, () => g.typeDeclaration()],
    [0.15, () => [words.string(), semicolon]],
  ], () => [words.name(), ';']);

  g.block = () => ['{', g.statements(0, 2), '}'];
  /** Not what would be read as another statement. */
  g.expressionStatement = () => (random.chance(0.8) ? [words.name(), random.pick([() => ['(', g.list(0, 3, () => g.assignment()), ')'], () => ['=', g.assignment()], () => ['.', words.propertyName(), '=', g.assignment()], () => ['?.', words.propertyName()]])()] : g.expression());
  g.variables = () => [
    g.maybe(0.03 * g.typed, () => 'declare'),
    random.pick(['const', 'const', 'let', 'var', 'using', 'await using'].slice(0, random.chance(0.05) ? 6 : 4)),
    g.list(1, 2, () => [g.binding(), g.maybe(0.03 * g.typed, () => [sameLine, '!']), g.annotation(), g.maybe(0.85, () => ['=', g.assignment()])], 0),
  ];
  g.loop = () =>
    random.pick([
      () => ['for', '(', g.maybe(0.7, () => [random.pick(['let', 'var', 'const']), words.name(), '=', g.assignment()]), ';', g.maybe(0.7, () => g.expression()), ';', g.maybe(0.6, () => g.expression()), ')', g.block()],
      () => ['for', g.maybe(0.1, () => 'await'), '(', random.pick(['let', 'var', 'const']), g.binding(), random.pick(['of', 'in']), g.assignment(), ')', g.block()],
      () => ['for', '(', words.name(), random.pick(['of', 'in']), g.assignment(), ')', g.statement()],
      () => ['while', '(', g.expression(), ')', g.statement()],
      () => ['do', g.block(), 'while', '(', g.expression(), ')', semicolon],
    ])();
  g.functionDeclaration = () => {
    const isAsync = random.chance(0.2);
    const isGenerator = random.chance(0.15);
    const head = [isAsync ? ['async', sameLine] : [], 'function', isGenerator ? '*' : [], words.name()];
    const signature = () => [g.maybe(0.2 * g.typed, () => g.typeParameters()), '(', g.parameters(), ')', g.returnType()];
    return [
      g.some(0, random.chance(0.05 * g.typed) ? 2 : 0, () => [head, signature(), ';']),
      head, signature(),
      g.body({ awaits: isAsync ? 1.5 : 0, inGenerator: isGenerator }),
    ];
  };

  g.typeDeclaration = () =>
    random.pick([
      () => ['type', sameLine, words.typeName(), g.maybe(0.3, () => g.typeParameters()), '=', g.type(), semicolon],
      () => ['interface', sameLine, words.typeName(), g.maybe(0.3, () => g.typeParameters()), g.maybe(0.3, () => ['extends', g.list(1, 2, () => g.typeReference(), 0)]), '{', g.some(0, 3, () => [g.typeMember(), random.pick([';', ','])]), '}'],
      () => g.enumDeclaration(),
      () => g.enumDeclaration(),
      () => ['declare', sameLine, random.pick([
        () => [random.pick(['const', 'let', 'var']), words.name(), ':', g.type(), semicolon],
        () => ['function', words.name(), '(', g.typeParametersOfFunction(), ')', g.returnType(1), semicolon],
        () => ['class', words.typeName(), '{', g.some(0, 2, () => [g.typeMember(), ';']), '}'],
        () => g.enumDeclaration(),
        () => ['module', sameLine, random.pick([words.string(), words.name()]), '{', g.some(0, 2, () => [g.typeDeclaration()]), '}'],
        () => ['namespace', sameLine, words.name(), '{', '}'],
        () => ['global', '{', g.some(0, 2, () => g.typeDeclaration()), '}'],
        () => ['type', sameLine, words.typeName(), '=', g.type(), semicolon],
      ])()],
      () => [random.pick(['namespace', 'module']), sameLine, g.qualifiedName(), '{', g.some(0, 2, () => [g.maybe(0.6, () => 'export'), random.pick([() => [g.variables(), semicolon], () => g.functionDeclaration(), () => g.typeDeclaration()])()]), '}'],
    ])();
  g.enumDeclaration = () => [
    g.maybe(0.2, () => 'const'), 'enum', words.typeName(), '{',
    g.list(0, 4, () => [random.chance(0.8) ? words.propertyName() : random.pick([words.string(), "'a b'", "['x']"]), g.maybe(0.5, () => ['=', random.chance(0.5) ? random.pick([words.number(), words.string(), '-1', '1 << 2']) : g.assignment()])]),
    '}',
  ];

  addClasses(g);
  addModules(g);
}

function addClasses(g) {
  const { random, words } = g;
  g.decorators = (chance) => g.maybe(chance, () => g.some(1, 2, () => ['@', words.name(), g.some(0, 1, () => ['.', words.propertyName()]), g.maybe(0.4, () => g.callArguments())]));
  g.classDeclaration = () => [g.decorators(0.05), g.maybe(0.07 * g.typed, () => ['abstract', sameLine]), 'class', words.name(), g.classRest()];
  g.classRest = () => {
    const isDerived = random.chance(0.3);
    return [
      g.maybe(0.15 * g.typed, () => g.typeParameters()),
      isDerived ? ['extends', g.chainOf(() => words.name(), ['member', 'call'], 1), g.maybe(0.15 * g.typed, () => g.typeArguments())] : [],
      g.maybe(0.15 * g.typed, () => ['implements', g.list(1, 2, () => g.typeReference(), 0)]),
      '{',
      g.some(0, 4, () => g.within({ awaits: 0, inGenerator: false, inFunction: true }, () => g.classMember(isDerived))),
      '}',
    ];
  };
  const modifiers = () => [
    g.maybe(0.2 * g.typed, () => random.pick(['public', 'private', 'protected'])),
    g.maybe(0.2, () => 'static'),
    g.maybe(0.07 * g.typed, () => 'override'),
    g.maybe(0.1 * g.typed, () => 'readonly'),
  ];
  const memberKey = () => (random.chance(0.12) ? words.privateName() : g.key());
  g.rule('classMember', [
    [5, () => [g.decorators(0.02), modifiers(), memberKey(), g.maybe(0.1 * g.typed, () => random.pick(['?', '!'])), g.annotation(0.4), g.maybe(0.7, () => ['=', g.assignment()]), semicolon]],
    [4, () => [g.decorators(0.02), modifiers(), g.method()]],
    [0.5, () => [modifiers(), random.pick([['async', sameLine], '*', 'get', 'set']), words.privateName(), '(', g.parameters(), ')', g.body({})]],
    [1.2, () => g.constructorMember()],
    [0.3, () => ['static', g.body({})]],
    [0.2, () => ';'],
    [0.3 * g.typed, () => ['abstract', random.chance(0.5) ? [g.key(), g.annotation(0.8), ';'] : [g.key(), '(', g.parameters(), ')', g.returnType(), ';']]],
    [0.2 * g.typed, () => ['declare', words.propertyName(), g.annotation(0.8), ';']],
    [0.2 * g.typed, () => [g.maybe(0.3, () => 'readonly'), '[', words.name(), ':', g.type(), ']', ':', g.type(), ';']],
    [0.2 * g.typed, () => [g.key(), '(', g.parameters(), ')', g.returnType(), ';']],
    [0.1, () => ['accessor', sameLine, words.propertyName(), '=', g.assignment(), ';']],
    [0.2, () => [random.pick(['static', 'get', 'set', 'async', 'readonly', 'declare', 'abstract', 'private']), random.pick([['=', g.assignment()], []]), ';']],
  ], () => [words.name(), ';']);
  g.constructorMember = () => {
    const isSuperCalled = random.chance(0.5);
    return [
      g.maybe(0.1 * g.typed, () => ['constructor', '(', g.parameters(), ')', ';']),
      g.maybe(0.05 * g.typed, () => random.pick(['public', 'private'])), 'constructor', '(',
      g.list(0, 3, () => [
        g.maybe(0.4 * g.typed, () => random.pick([['public'], ['private'], ['protected'], ['readonly'], ['public', 'readonly'], ['private', 'override', 'readonly']])),
        words.name(), g.maybe(0.1 * g.typed, () => '?'), g.annotation(0.5), g.maybe(0.2, () => ['=', g.assignment()]),
      ]),
      ')', '{', g.statements(0, 1), isSuperCalled ? ['super', '(', g.list(0, 2, () => g.assignment()), ')', semicolon] : [], g.statements(0, 2), '}',
    ];
  };
}

function addModules(g) {
  const { random, words } = g;
  const specifier = (local) => [g.maybe(0.12 * g.typed, () => ['type']), random.chance(0.7) ? local() : [random.chance(0.9) ? words.propertyName() : words.string(), 'as', local()]];
  const attributes = () => g.maybe(0.04, () => [random.pick(['with', ['assert']]), '{', 'type', ':', '"json"', '}']);
  g.importDeclaration = () =>
    random.pick([
      () => ['import', words.name(), 'from', words.moduleName(), attributes(), semicolon],
      () => ['import', g.maybe(0.1 * g.typed, () => 'type'), '{', g.list(0, 3, () => specifier(words.name)), '}', 'from', words.moduleName(), attributes(), semicolon],
      () => ['import', g.maybe(0.1 * g.typed, () => 'type'), '{', g.list(0, 3, () => specifier(words.name)), '}', 'from', words.moduleName(), attributes(), semicolon],
      () => ['import', words.name(), ',', random.chance(0.6) ? ['{', g.list(0, 3, () => specifier(words.name)), '}'] : ['*', 'as', words.name()], 'from', words.moduleName(), semicolon],
      () => ['import', g.maybe(0.1 * g.typed, () => 'type'), '*', 'as', words.name(), 'from', words.moduleName(), semicolon],
      () => ['import', words.moduleName(), attributes(), semicolon],
      () => (g.typed > 0 ? [g.maybe(0.2, () => 'export'), 'import', g.maybe(0.15, () => 'type'), words.name(), '=', random.chance(0.5) ? ['require', '(', words.moduleName(), ')'] : g.qualifiedName(), semicolon] : ['import', '*', 'as', 'React', 'from', "'react'", semicolon]),
      () => ['import', g.maybe(0.3 * g.typed, () => 'type'), words.typeName(), 'from', words.moduleName(), semicolon],
    ])();
  g.exportDeclaration = () =>
    random.pick([
      () => ['export', 'default', random.pick([() => g.functionDeclaration(), () => [g.maybe(0.3 * g.typed, () => ['abstract', sameLine]), 'class', g.maybe(0.7, () => words.name()), g.classRest()], () => [g.maybe(0.2, () => ['async', sameLine]), 'function', '(', g.parameters(), ')', g.body({})]])()],
      () => ['export', 'default', random.pick([() => words.name(), () => words.typeName(), () => ['(', g.expression(), ')'], () => g.arrow(), () => ['[', ']'], () => words.number()])(), semicolon],
      () => ['export', g.variables(), semicolon],
      () => ['export', g.functionDeclaration()],
      () => ['export', g.maybe(0.1 * g.typed, () => ['abstract', sameLine]), 'class', words.name(), g.classRest()],
      () => ['export', g.maybe(0.08 * g.typed, () => 'type'), '{', g.list(0, 3, () => specifier(words.name)), '}', g.maybe(0.4, () => ['from', words.moduleName(), attributes()]), semicolon],
      () => ['export', g.maybe(0.1 * g.typed, () => 'type'), '*', g.maybe(0.4, () => ['as', words.propertyName()]), 'from', words.moduleName(), semicolon],
      () => (g.typed > 0 ? ['export', g.typeDeclaration()] : []),
      () => (g.typed > 0 ? random.pick([() => ['export', '=', g.expression(), semicolon], () => ['export', 'as', 'namespace', words.name(), semicolon], () => ['export', 'default', 'interface', sameLine, words.typeName(), '{', '}']])() : []),
    ])();
}

// Statements, variables, functions.
import { lineEnd, sameLine, semicolon } from './layout.mjs';

export function addStatements(g) {
  const { random, words } = g;

  g.statements = (least, most) => g.some(least, most, () => [g.statement(), lineEnd]);

  g.rule('statement', [
    [5, () => [g.expressionStatement(), semicolon]],
    [5, () => [g.variables(), semicolon]],
    [2, () => g.functionDeclaration()],
    [() => 1.5 * g.classes, () => g.classDeclaration()],
    [1, () => ['if', '(', g.expression(), ')', g.block(), g.maybe(0.4, () => ['else', random.chance(0.7) ? g.block() : g.statement()])]],
    [0.3, () => ['if', '(', g.expression(), ')', g.statement(), g.maybe(0.2, () => ['else', g.statement()])]],
    [1, () => g.loop()],
    [0.8, () => ['try', g.block(), g.maybe(0.8, () => ['catch', g.maybe(0.6, () => ['(', g.binding(), g.annotation(), ')']), g.block()]), g.maybe(0.3, () => ['finally', g.block()])]],
    [0.5, () => ['switch', '(', g.expression(), ')', '{', g.some(0, 3, () => [random.chance(0.8) ? ['case', g.expression(), ':'] : ['default', ':'], g.statements(0, 2)]), '}']],
    [0.6, () => g.block()],
    [0.2, () => ';'],
    [0.2, () => [words.name(), ':', g.statement()]],
    [0.3, () => [random.pick(['break', 'continue', 'debugger', ['break', sameLine, 'a']]), semicolon]],
    [() => (g.inFunction ? 3 : 0.05), () => ['return', g.maybe(0.8, () => [sameLine, g.expression()]), semicolon]],
    [0.4, () => ['throw', sameLine, g.expression(), semicolon]],
    [() => g.typed * g.declarations, () => g.typeDeclaration()],
    [0.15, () => [words.string(), semicolon]],
    [0.1, () => ['if', '(', g.expression(), ')', g.functionDeclaration()]],
  ], () => [words.name(), ';']);

  g.directives = () => g.some(1, 2, () => [random.pick(["'use strict'", '"use client"', "'use\\x20strict'", "'a'"]), semicolon]);
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
      () => ['for', g.maybe(0.1, () => 'await'), '(', random.pick(['let', 'var', 'const', 'const', 'let', 'using', 'await using']), g.binding(), random.pick(['of', 'in']), g.assignment(), ')', g.block()],
      () => ['for', '(', random.chance(0.8) ? g.target() : g.pattern(), random.pick(['of', 'in']), g.assignment(), ')', g.statement()],
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
}

// Types, and the places where they stand: annotations, parameters, arguments.
import { glue, sameLine } from './layout.mjs';

export function addTypes(g) {
  const { random, words } = g;

  g.rule('type', [
    [6, () => g.primaryType()],
    [1, () => [g.primaryType(), g.some(1, 2, () => [random.pick(['|', '&']), g.primaryType()])]],
    [0.3, () => [random.pick(['|', '&']), g.type()]],
    [0.5, () => [g.primaryType(), glue, '[', ']']],
    [0.3, () => [g.primaryType(), sameLine, '[', g.type(), ']']],
    [0.4, () => [random.pick(['keyof', 'readonly', 'unique']), g.primaryType()]],
    [0.7, () => [g.maybe(0.3, () => g.typeParameters()), '(', g.typeParametersOfFunction(), ')', '=>', g.type()]],
    [0.2, () => [g.maybe(0.3, () => 'abstract'), 'new', g.maybe(0.2, () => g.typeParameters()), '(', g.typeParametersOfFunction(), ')', '=>', g.type()]],
    [0.4, () => [g.primaryType(), 'extends', g.maybe(0.3, () => ['infer']), g.primaryType(), '?', g.type(), ':', g.type()]],
    [0.2, () => [g.primaryType(), 'extends', g.primaryType(), '<', 'infer', 'U', g.maybe(0.3, () => ['extends', g.primaryType()]), '>', '?', g.type(), ':', g.type()]],
  ], () => random.pick(['string', 'number', 'any', 'T', 'A', 'null']));

  g.rule('primaryType', [
    [4, () => random.pick(['string', 'number', 'boolean', 'any', 'unknown', 'never', 'void', 'null', 'undefined', 'this', 'object', 'symbol', 'bigint', 'true'])],
    [4, () => g.typeReference()],
    [0.6, () => random.pick([words.string(), '1', '-1', '10n', '-1_0'])],
    [1, () => ['{', g.some(0, 3, () => [g.typeMember(), random.pick([';', ',', ';'])]), '}']],
    [0.5, () => ['[', g.list(0, 3, () => g.tupleElement()), ']']],
    [0.5, () => ['(', g.type(), ')']],
    [0.5, () => ['typeof', g.qualifiedName(), g.maybe(0.2, () => [sameLine, g.typeArguments()])]],
    [0.2, () => ['typeof', 'import', '(', words.moduleName(), ')']],
    [0.2, () => ['import', '(', words.moduleName(), ')', g.maybe(0.5, () => ['.', words.typeName()])]],
    [0.4, () => ['`', glue, words.templateText(), g.some(0, 2, () => [glue, '${', g.type(), '}', glue, words.templateText()]), glue, '`']],
    [0.3, () => g.mappedType()],
  ], () => words.typeName());

  g.mappedType = () => [
    '{',
    g.maybe(0.2, () => [random.pick(['readonly', '-readonly', '+readonly'])]),
    '[', words.typeName(), 'in', g.type(), g.maybe(0.2, () => ['as', g.type()]), ']',
    g.maybe(0.4, () => [random.pick(['?', '-?', '+?'])]), ':', g.type(), g.maybe(0.5, () => ';'), '}',
  ];
  g.qualifiedName = () => [words.name(), g.some(0, 2, () => ['.', words.propertyName()])];
  g.typeReference = () => [words.typeName(), g.maybe(0.15, () => ['.', words.propertyName()]), g.maybe(0.3, () => [sameLine, g.typeArguments()])];
  g.tupleElement = () =>
    random.pick([
      () => g.type(),
      () => [words.name(), g.maybe(0.3, () => '?'), ':', g.type()],
      () => ['...', g.type()],
      () => ['...', words.name(), ':', g.type()],
      () => [g.primaryType(), '?'],
    ])();
  g.typeMember = () =>
    random.pick([
      () => [g.maybe(0.2, () => 'readonly'), g.typeKey(), g.maybe(0.3, () => '?'), ':', g.type()],
      () => [g.typeKey(), g.maybe(0.2, () => '?'), g.maybe(0.2, () => g.typeParameters()), '(', g.typeParametersOfFunction(), ')', g.maybe(0.8, () => [':', g.type()])],
      () => [g.maybe(0.2, () => 'readonly'), '[', words.name(), ':', g.type(), ']', ':', g.type()],
      () => [g.maybe(0.2, () => g.typeParameters()), '(', g.typeParametersOfFunction(), ')', ':', g.type()],
      () => ['new', '(', g.typeParametersOfFunction(), ')', ':', g.type()],
      () => ['get', g.typeKey(), '(', ')', ':', g.type()],
      () => g.typeKey(),
    ])();
  g.typeKey = () => random.pick([() => words.propertyName(), () => words.propertyName(), () => words.string(), () => '1', () => ['[', g.qualifiedName(), ']']])();
  g.typeParametersOfFunction = () =>
    g.list(0, 3, () =>
      random.pick([
        () => [words.name(), g.maybe(0.3, () => '?'), g.maybe(0.8, () => [':', g.type()])],
        () => ['...', words.name(), ':', g.type()],
        () => ['{', words.name(), '}', ':', g.type()],
        () => ['this', ':', g.type()],
      ])(),
    );
  g.typeArguments = () => ['<', g.list(1, 2, () => g.type(), 0.03), '>'];
  g.typeParameters = () => [
    '<',
    g.list(1, 2, () => [
      g.maybe(0.08, () => random.pick(['const', 'in', 'out', 'in out'])),
      words.typeName(),
      g.maybe(0.3, () => ['extends', g.type()]),
      g.maybe(0.15, () => ['=', g.type()]),
    ]),
    '>',
  ];
  g.annotation = (chance = 0.3) => g.maybe(chance * g.typed, () => [':', g.type()]);
  g.returnType = (chance = 0.3) =>
    g.maybe(chance * g.typed, () => [
      ':',
      random.chance(0.85)
        ? g.type()
        : random.pick([
            () => [words.name(), sameLine, 'is', g.type()],
            () => ['asserts', sameLine, words.name(), g.maybe(0.5, () => [sameLine, 'is', g.type()])],
            () => ['this', sameLine, 'is', g.type()],
            () => ['asserts', sameLine, 'this'],
          ])(),
    ]);
}

// Expressions, patterns, and functions as far as expressions need them.
import { glue, sameLine } from './layout.mjs';

const assignments = ['=', '=', '=', '+=', '-=', '*=', '/=', '%=', '**=', '<<=', '>>=', '>>>=', '&=', '|=', '^=', '&&=', '||=', '??='];
const operators = [
  '+', '-', '*', '/', '%', '**', '<', '>', '<=', '>=', '==', '!=', '===', '!==', '<<', '>>', '>>>', '&', '|', '^', '&&', '||', '??', '??', '??', 'in', 'instanceof',
];

export function addExpressions(g) {
  const { random, words } = g;

  g.rule('expression', [
    [14, () => g.assignment()],
    [0.5, () => [g.assignment(), ',', g.assignment()]],
  ], () => g.leaf());

  g.leaf = () => random.pick([() => words.name(), () => words.name(), () => words.number(), () => words.string(), () => 'this', () => 'null'])();

  g.rule('assignment', [
    [10, () => g.binary()],
    [1.4, () => [g.binary(), '?', g.assignment(), ':', g.assignment()]],
    [1, () => [g.target(), random.pick(assignments), g.assignment()]],
    [0.3, () => [g.pattern(), '=', g.assignment()]],
    [2, () => g.arrow()],
    [() => (g.inGenerator ? 1 : 0.1), () => ['yield', g.maybe(0.2, () => [sameLine, '*']), g.maybe(0.7, () => [sameLine, g.assignment()])]],
  ], () => g.leaf());

  g.target = () =>
    random.pick([
      () => words.name(),
      () => [words.name(), '.', words.propertyName()],
      () => [words.name(), '[', g.expression(), ']'],
      () => [words.name(), sameLine, '!'],
      () => (g.typed > 0 ? ['(', words.name(), random.pick(['as', 'satisfies']), g.type(), ')', g.maybe(0.5, () => ['.', words.propertyName()])] : words.name()),
      () => [g.chainOf(() => g.primary(), ['member', 'call', 'index', 'nonNull', 'optionalMember'], 2), '.', words.propertyName()],
    ])();

  g.rule('binary', [
    [8, () => g.unary()],
    [3, () => [g.unary(), g.some(1, 3, () => [random.pick(operators), g.unary()])]],
    [() => 0.8 * g.typed, () => [g.unary(), g.some(1, 2, () => [sameLine, random.pick(['as', 'as', 'satisfies']), random.chance(0.15) ? 'const' : g.type()]), g.maybe(0.3, () => [random.pick(operators), g.unary()])]],
    [() => 0.6 * g.chains, () => [g.chain(), '??', g.chain(), g.maybe(0.3, () => ['??', g.unary()])]],
  ], () => g.leaf());

  g.rule('unary', [
    [10, () => g.postfix()],
    [0.6, () => [random.pick(['!', '-', '+', '~', 'typeof', 'void', '!!']), g.unary()]],
    [() => 0.4 * g.chains, () => ['delete', g.maybe(0.1, () => 'await'), g.chain()]],
    [0.3, () => [random.pick(['++', '--']), g.target()]],
    [() => g.awaits, () => ['await', g.unary()]],
  ], () => g.leaf());

  g.rule('postfix', [
    [10, () => g.chain()],
    [0.3, () => [g.target(), sameLine, random.pick(['++', '--'])]],
    [0.3, () => ['new', g.chainOf(() => g.primary(), random.chance(0.9) ? ['member', 'member', 'index'] : ['optionalMember', 'optionalCall', 'template', 'call', 'member'], 1), g.maybe(0.2 * g.typed, () => [sameLine, g.typeArguments()]), g.maybe(0.8, () => g.callArguments())]],
    [0.1, () => ['new', '.', 'target']],
    [0.1, () => ['import', '.', 'meta', g.maybe(0.5, () => [random.pick(['.', '?.']), 'url'])]],
    [0.15, () => ['import', '(', g.assignment(), g.maybe(0.1, () => [',', g.assignment()]), ')']],
  ], () => g.leaf());

  const subscripts = {
    member: () => ['.', words.propertyName()],
    index: () => ['[', g.expression(), ']'],
    call: () => g.callArguments(),
    optionalMember: () => ['?.', words.propertyName()],
    optionalIndex: () => ['?.', '[', g.expression(), ']'],
    optionalCall: () => ['?.', g.callArguments()],
    optionalGenericCall: () => (g.typed > 0 ? ['?.', g.typeArguments(), g.callArguments()] : ['?.', g.callArguments()]),
    nonNull: () => (g.typed > 0 ? [sameLine, '!'] : []),
    genericCall: () => (g.typed > 0 ? [g.typeArguments(), g.callArguments()] : g.callArguments()),
    template: () => g.template(),
    genericTemplate: () => (g.typed > 0 ? [g.typeArguments(), g.template()] : g.template()),
    instantiation: () => (g.typed > 0 ? [g.typeArguments()] : []),
    privateMember: () => [random.pick(['.', '?.']), words.privateName()],
    awaitMember: () => [random.pick(['.', '?.']), random.pick(['await', 'yield', 'super', 'delete', 'new'])],
  };
  const usual = ['member', 'member', 'member', 'call', 'call', 'index', 'nonNull', 'genericCall', 'template', 'optionalMember', 'optionalCall', 'optionalIndex'];
  const rare = ['optionalGenericCall', 'genericTemplate', 'instantiation', 'privateMember', 'awaitMember', ...usual];
  const optional = ['optionalMember', 'optionalMember', 'optionalCall', 'optionalIndex', 'optionalGenericCall', 'nonNull', 'member', 'call', 'index', 'template', 'privateMember'];
  g.chainOf = (start, kinds, most) => [start(), g.some(0, most, () => subscripts[random.pick(kinds)]())];
  g.rule('chain', [
    [5, () => g.primary()],
    [4, () => g.chainOf(() => g.primary(), random.chance(0.25) ? rare : usual, 4)],
    [() => 2 * g.chains, () => g.chainOf(chainStart, optional, 4)],
    [0.5, () => ['super', random.pick([() => subscripts.member(), () => subscripts.index(), () => g.callArguments()])(), g.some(0, 2, () => subscripts[random.pick(usual)]())]],
  ], () => g.leaf());

  const chainStart = () =>
    random.pick([
      () => words.name(),
      () => words.name(),
      () => g.primary(),
      () => 'this',
      () => ['super', random.chance(0.7) ? subscripts.member() : subscripts.index()],
      () => ['new', words.name(), g.maybe(0.8, () => g.callArguments())],
      () => ['(', 'await', g.chain(), ')'],
      () => ['(', g.chain(), ')'],
      () => ['import', '.', 'meta'],
      () => ['import', '(', g.assignment(), ')'],
      () => ['new', '.', 'target'],
    ])();

  g.rule('primary', [
    [8, () => words.name()],
    [2, () => g.leaf()],
    [0.5, () => words.regex()],
    [1.2, () => g.template()],
    [1.5, () => ['(', g.expression(), ')']],
    [0.5, () => ['(', g.chain(), ')']],
    [1.2, () => ['[', g.list(0, 4, () => random.pick([() => g.assignment(), () => g.assignment(), () => ['...', g.assignment()], () => ''])()), ']']],
    [1.6, () => ['{', g.list(0, 4, () => g.property()), '}']],
    [1, () => g.functionExpression()],
    [() => 0.8 * g.classes, () => [g.decorators(0.03), 'class', g.maybe(0.5, () => words.name()), g.classRest()]],
    [() => 2 * g.jsx, () => g.element()],
    [() => (g.inClass ? 0.4 : 0.05), () => [words.privateName(), 'in', g.chain()]],
  ], () => g.leaf());

  g.template = () => ['`', glue, words.templateText(), g.some(0, 2, () => [glue, '${', g.expression(), '}', glue, words.templateText()]), glue, '`'];
  g.callArguments = () => ['(', g.list(0, 3, () => (random.chance(0.1) ? ['...', g.assignment()] : g.assignment())), ')'];

  g.key = () =>
    random.pick([
      () => words.propertyName(), () => words.propertyName(), () => words.propertyName(), () => words.string(), () => words.number(), () => ['[', g.assignment(), ']'],
    ])();
  g.property = () =>
    random.pick([
      () => [g.key(), ':', g.assignment()],
      () => [g.key(), ':', g.assignment()],
      () => words.name(),
      () => ['...', g.assignment()],
      () => g.method(),
      () => [words.name(), '=', g.assignment()],
    ])();
  g.method = () => {
    const [prefix, context] = random.pick([
      [[], {}], [[], {}], [['async', sameLine], { awaits: 1.5 }], [['*'], { inGenerator: true }], [['async', sameLine, '*'], { awaits: 1.5, inGenerator: true }], [['get'], { bare: true }], [['set'], {}],
    ]);
    return [prefix, g.key(), g.maybe(0.1 * g.typed, () => g.typeParameters()), '(', context.bare ? [] : g.parameters(), ')', g.returnType(), g.body(context)];
  };
  g.functionExpression = () => {
    const isAsync = random.chance(0.2);
    const isGenerator = random.chance(0.15);
    return [
      isAsync ? ['async', sameLine] : [], 'function', isGenerator ? '*' : [], g.maybe(0.5, () => words.name()),
      g.maybe(0.15 * g.typed, () => g.typeParameters()), '(', g.parameters(), ')', g.returnType(),
      g.body({ awaits: isAsync ? 1.5 : 0, inGenerator: isGenerator }),
    ];
  };

  g.rule('arrow', [
    [3, () => [words.name(), sameLine, '=>', g.arrowBody({})]],
    [5, () => ['(', g.parameters(), ')', g.returnType(0.2), sameLine, '=>', g.arrowBody({})]],
    [1, () => ['async', sameLine, words.name(), sameLine, '=>', g.arrowBody({ awaits: 1.5 })]],
    [1, () => ['async', sameLine, '(', g.parameters(), ')', g.returnType(0.2), sameLine, '=>', g.arrowBody({ awaits: 1.5 })]],
    [() => 0.5 * g.typed, () => [g.maybe(0.2, () => ['async', sameLine]), '<', g.maybe(0.1, () => 'const'), words.typeName(), random.pick([',', [',', 'U'], ['extends', g.type()], ['=', g.type()]]), '>', '(', g.parameters(), ')', g.returnType(0.3), sameLine, '=>', g.arrowBody({})]],
    [() => 0.2 * g.typed, () => ['<', words.typeName(), '>', '(', g.parameters(), ')', sameLine, '=>', g.arrowBody({})]],
  ], () => ['(', ')', '=>', g.leaf()]);
  g.arrowBody = (context) => (random.chance(0.35) ? g.body(context) : random.chance(0.1) ? ['(', '{', g.list(0, 2, () => g.property()), '}', ')'] : g.within(context, () => g.assignment()));
  g.body = (context) => ['{', random.chance(0.02) ? g.directives() : [], g.within({ awaits: 0.1, inGenerator: false, inFunction: true, ...context }, () => g.statements(0, 3)), '}'];

  g.parameters = () =>
    g.list(0, 3, () =>
      random.pick([
        () => [words.name(), g.maybe(0.15 * g.typed, () => '?'), g.annotation(0.5)],
        () => [words.name(), g.annotation(0.5), g.maybe(0.3, () => ['=', g.assignment()])],
        () => [g.pattern(), g.annotation(0.3), g.maybe(0.2, () => ['=', g.assignment()])],
        () => (random.chance(0.1 * g.classes) ? [words.name(), '=', 'class', g.maybe(0.3, () => words.name()), g.classRest()] : words.name()),
        () => (random.chance(0.3) ? ['...', random.chance(0.8) ? words.name() : g.pattern(), g.annotation(0.5)] : words.name()),
        () => (random.chance(0.15) ? ['this', ':', g.type()] : words.name()),
      ])(),
    );
  g.pattern = () =>
    random.pick([
      () => ['[', g.list(0, 3, () => random.pick([() => g.bindingElement(), () => g.bindingElement(), () => '', () => ['...', words.name()]])()), ']'],
      () => ['{', g.list(0, 3, () => random.pick([
        () => [words.name(), g.maybe(0.2, () => ['=', g.assignment()])],
        () => [words.name(), g.maybe(0.2, () => ['=', g.assignment()])],
        () => [g.key(), ':', g.bindingElement()],
        () => ['...', words.name()],
      ])()), '}'],
    ])();
  g.bindingElement = () => [random.chance(0.75) || !g.hasFuel() ? words.name() : g.pattern(), g.maybe(0.2, () => ['=', g.assignment()])];
  g.binding = () => (random.chance(0.75) ? words.name() : g.pattern());
}

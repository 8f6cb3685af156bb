// The leaves of the grammar: names, literals, texts. Few names, so that they meet each other.

const common = ['a', 'b', 'c', 'x', 'y', 'f', 'g', 'A', 'B', 'C', 'T', 'U', 'React', 'Foo', 'props', 'value'];
/** Names that Sucrase's own names begin with. */
const claimed = ['_', '_2', '_3', 'e', 'e2', '_class', '_class2', 'args', '__init', '__init2', '__initStatic', '_optionalChain', '_nullishCoalesce'];
/** Words that are keywords in places only. */
const contextual = [
  'type', 'of', 'as', 'from', 'async', 'get', 'set', 'declare', 'abstract', 'namespace', 'module', 'global', 'is', 'infer', 'keyof', 'unique',
  'readonly', 'asserts', 'satisfies', 'constructor', 'require', 'out', 'override', 'accessor', 'using', 'any', 'string', 'number', 'object',
  'undefined', 'never', 'static', 'private', 'public', 'protected', 'implements', 'interface', 'package', 'let', 'target', 'meta', 'assert',
];
const foreign = ['é', 'ünï', '变量', 'ªb', 'π', '$', '$$', '_$', 'a\u200d', '\\u0061b', '\\u{62}c', '𠮷', 'ﬀ'];
const reserved = [
  'if', 'for', 'class', 'new', 'delete', 'default', 'function', 'return', 'this', 'super', 'null', 'true', 'import', 'export', 'enum', 'var',
  'in', 'instanceof', 'typeof', 'void', 'while', 'await', 'yield', 'catch', 'const', 'extends', 'case', 'do', 'try',
];
const numbers = [
  '0', '1', '2', '10', '1.5', '.5', '1.', '1e3', '1E-3', '0x1F', '0b101', '0o17', '1_000', '0x1_F', '1_0.0_1', '1_0e1_0', '10n', '1_0n', '0xFFn', '017', '09.5',
  '0b1_0', '0o1_7', '.5_0', '1_0.', '1_0E+1_0', '0x1_Fn', '0B1_1n', '1__0', '0_1',
];
const strings = [
  "'s'", '"s"', "''", '""', "'it\\'s'", '"a\\nb"', "'a-b'", "'\\u{1f600}'", "'é'", "'\u{1f600}'", "'\u2028'", '"a\\\nb"', "'//'", '"</a>"', "'\\\\'", "'x'", "'0'", "'use strict'",
];
const regexes = ['/a/', '/[/]/g', '/\\//', '/(?<a>b)\\k<a>/u', '/a|b/gi', '/[\\]/]/', '/=/', '/ x/y', '/\\p{L}/v', '/{/', "/'/"];

export function makeWords(random) {
  const hasOddNames = random.chance(0.4);
  const awaitNames = random.chance(0.05) ? 0.05 : 0;
  const names = common.filter(() => random.chance(0.6));
  if (names.length === 0) names.push('a');

  const words = {
    name() {
      if (random.chance(awaitNames)) return 'await';
      if (hasOddNames && random.chance(0.25)) {
        return random.pick(random.pick([claimed, contextual, contextual, foreign]));
      }
      return random.pick(names);
    },
    /** What a declaration declares: rarely a word that only some places allow. */
    typeName: () => (random.chance(0.5) ? random.pick(['T', 'U', 'A', 'B', 'Foo', 'Props', 'K']) : words.name()),
    propertyName: () => (random.chance(0.12) ? random.pick(random.pick([reserved, contextual])) : words.name()),
    privateName: () => `#${random.pick(['p', 'q', 'a', 'x', 'constructor2'])}`,
    number: () => random.pick(numbers),
    string: () => random.pick(strings),
    regex: () => random.pick(regexes),
    moduleName: () => random.pick(["'react'", '"remotion"', "'./a'", "'a'", '"b"', "'@x/y'"]),
    templateText: () =>
      random.pick(['', 'a', ' ', '\n', 'é', '\\`', '\\${', '$', '{', '}', '//', '/*', '\u{1f600}', '\\u{61}', 'a\r\nb', '\r\n', '\r', '\u2028', "'", '<b>', '\\\\', '$$', '1_0', '?.', '\\\r\n', '\ufeff']),
    jsxText() {
      let text = '';
      for (let parts = 1 + random.upTo(4); parts > 0; parts -= 1) {
        text += random.pick([
          'a', 'Hello, world', ' ', '  ', '\n', '\n    ', '\t', '\r\n', '\r', ' \n ', '&nbsp;', '&amp;', '&lt;', '&#65;', '&#x1F600;', '&#xd800;', '&bogus;', '&', '&;', '&#;',
          '&#x;', '&hearts;', '&copy', '&toolongentity;', random.chance(0.1) ? '&#x110000;' : '&#0;', '&#x10FFFF;', '&#xD83D;&#xDE00;', '&#x00000041;', '&Aacute;', '&#X41;', '&#6a;', '\r\n   ', 'a\r\nb', '\f', '\v', '\ufeff', "'", '"', '\\', '\\n', '`', '//', '/* c */', 'é', '\u{1f600}', '\u2028', '\u00a0', '\u3000', '😀 text', ';', ')', '?.', '1_000', '>', '=',
        ]);
      }
      return text;
    },
    jsxString: () =>
      random.pick([
        "'a'", '"a"', '""', "''", '"it\'s"', "'\"'", '"a\n b"', '"a\r\n   b"', "'\n'", '"&quot;"', '"&amp;&nbsp;"', "'&#39;'", '"\\n"', '"\\"', '"é"', '"\u{1f600}"', '"a  b"', '" a "', "'a\tb'", '"\u2028"', '"&#x1f600;"', '"{a}"', '"&#xd800;"', "'&bogus; &'", '"\\\n"', '"\r"', '" \r\n "', '"\t\n\t"', '"</a>"', '"\u2029a"',
        '"//"', "'\n\n  a\n  b  '",
      ]),
    jsxName: () => random.pick(['div', 'span', 'a', 'A', 'Foo', 'B', 'b', 'my-tag', 'x-y-z', 'svg', 'React', '$', '_a', 'é', 'this', 'type', 'of', 'h1']),
    attributeName: () => random.pick(['a', 'id', 'key', 'className', 'data-x', 'aria-label-x', 'ref', 'on', 'if', 'class', 'type', 'é', 'a1', 'xlink', '$', 'async', 'key', 'children', '__proto__', 'x-', 'a--b', '\\u0061', 'this', 'A']),
  };
  return words;
}

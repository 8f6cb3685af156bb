// From the tokens of a program to its text: what stands in the gaps between them.

/** Marks in a list of tokens: nothing may stand here; no line may end here; a line should end here. */
export const glue = Symbol('glue');
export const sameLine = Symbol('same line');
export const lineEnd = Symbol('line end');
/** Where a semicolon stands, or where a line end may stand for it. */
export const semicolon = Symbol('semicolon');

const comments = ['/**/', '/* c */', '/*x*/ ', ' /* a "b */ ', "/* it's */", '/* <T> */', '/* é \u{1f600} */', '/** @jsx h */', '/*//*/', '/* #__PURE__ */'];
const lineComments = ['// c', "//'", '// `', '//', '// /*', '// é', '// </a>', '//# sourceMappingURL=a'];
const spaces = [' ', '  ', '\t', '\u00a0', '\v', '\f', '\ufeff', '\u2003', '\u3000'];
const linesEnds = ['\n', '\n', '\n', '\n\n', '\n  ', ' \n', '\r\n', '\r\n\t', '\n\n\n    '];
const rareLineEnds = ['\r', '\u2028', '\u2029'];

const isWord = (character) => /[\w$\\#\u0080-\uffff]/.test(character);

/** Whether two tokens would be read as another one if nothing stood between them. */
function wouldMerge(before, after) {
  const last = before.at(-1);
  const first = after[0];
  if (isWord(last) && isWord(first)) return true;
  if (/\d/.test(last) && first === '.') return true;
  if (/["'`]/.test(last + first)) return false;
  return /[-+*/%&|^!=<>?.:~]/.test(last) && /[-+*/%&|^!=<>?.:~\d]/.test(first);
}

/** How the gaps of one program look. */
export function makeLayout(random) {
  const style = random.pick(['plain', 'plain', 'plain', 'dense', 'dense', 'odd', 'lines', 'wild']);
  const lineEnds = random.chance(0.03) ? [...linesEnds, ...rareLineEnds] : linesEnds;
  const weirdness = { plain: 0.01, dense: 0, odd: 0.2, lines: 0.05, wild: 0.6 }[style];
  const asi = random.chance(0.3) ? random.upTo(1) : 0;

  function space() {
    return random.chance(0.9) ? ' ' : random.pick(spaces);
  }

  function oddGap(mayEndLine) {
    let gap = '';
    do {
      const kind = random.upTo(1);
      if (kind < 0.3) gap += space();
      else if (kind < 0.6) gap += random.pick(comments);
      else if (!mayEndLine) gap += ' ';
      else if (kind < 0.9) gap += random.pick(lineEnds);
      else gap += random.pick(lineComments) + random.pick(lineEnds.slice(0, 6)).replace(/^ /, '');
    } while (random.chance(0.35));
    return gap;
  }

  /** The gap between two tokens of which `mark` was said. */
  function gap(before, after, mark) {
    if (mark === glue) return '';
    const least = wouldMerge(before, after) ? ' ' : '';
    if (random.chance(weirdness)) {
      const odd = oddGap(mark !== sameLine);
      return odd === '' ? least : odd;
    }
    if (mark === lineEnd && style !== 'dense') return random.pick(lineEnds);
    if (style === 'dense') return least;
    if (style === 'lines' && mark !== sameLine && random.chance(0.4)) return random.pick(lineEnds);
    if (/^[,;)\].]/.test(after) || /[([.!]$/.test(before)) return least;
    return ' ';
  }

  return {
    text(tokens) {
      let text = random.chance(weirdness) ? oddGap(true) : '';
      let before = '';
      let mark;
      for (const given of tokens.flat(Infinity)) {
        let token = given;
        if (token === semicolon) {
          const isLeftOut = random.chance(asi);
          if (isLeftOut) {
            mark = lineEnd;
            text += random.pick(['\n', '\n', '\r\n', ' // c\n', '\n/* c */']);
            before = '';
            continue;
          }
          token = ';';
        }
        if (typeof token === 'symbol') {
          // The strictest of the marks of one gap counts.
          if (mark !== glue && !(mark === sameLine && token === lineEnd)) mark = token;
          continue;
        }
        if (token === '') continue;
        if (before !== '') text += gap(before, token, mark);
        text += token;
        before = token;
        mark = token === ';' || token === '{' || token === '}' ? lineEnd : undefined;
      }
      return text + random.pick(['', '\n', '\n', '\n', '\r\n', ' ', '// end', '/* end */\n']);
    },
  };
}

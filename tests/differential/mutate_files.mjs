// Real files, changed: most of the results are broken programs, some are valid ones that nobody wrote.
import { makeRandom } from '../crash/random.mjs';
import { asText } from './compare.mjs';
import { linesOf, tokensOf } from './source_pieces.mjs';

const longestSource = 6000; // characters: Sucrase under Node has to read each
const longestSpan = 12; // tokens

/** Characters and tokens that decide how something is read. */
const inserted = [
  '<', '>', '>>', '</', '/>', '{', '}', '(', ')', '[', ']', '?', '?.', '??', '??=', ':', ';', ',', '.', '...', '=>', '=', '==', '!', '@',
  '#', '`', '${', '"', "'", '\\', '/', '//', '/*', '*/', '<!--', '\n', '\r\n', '\r', '\u2028', '\u00a0', '\ufeff', '\u{1f600}', 'é', ' ',
  '0', '1_0', '1n', '.5', '1.', '0x1', ' as ', ' satisfies ', ' is ', ' in ', ' of ', ' instanceof ', ' type ', ' enum ', ' class ', ' static ',
  ' abstract ', ' declare ', ' async ', ' await ', ' yield ', ' get ', ' set ', ' new ', ' import ', ' export ', ' default ', ' from ',
  ' extends ', ' implements ', ' interface ', ' namespace ', ' const ', ' let ', ' return ', ' function ', ' this ', ' super ', ' delete ',
  ' keyof ', ' readonly ', ' infer ', ' accessor ', ' using ', ' private ', ' catch ', ' x', '<T>', '<T,>', '(x)', '=>{}', '&nbsp;', '&#x41;',
];

const names = ['type', 'as', 'of', 'async', 'from', 'get', 'static', 'declare', 'abstract', 'enum', 'this', 'x', '_', 'e', '_class', 'React', 'await', 'is'];
const gaps = ['', ' ', '\n', '\r\n', ' /* c */ ', '/**/', ' // c\n', '\n\n', '\t', '\u00a0', ' ! ', ' as any ', '<T>', ' ?? ', '?.', ' satisfies T '];

class Mutator {
  #sources;
  #random;

  constructor(sources, random) {
    if (sources.length === 0) throw new Error('there is no source to change');
    this.#sources = sources;
    this.#random = random;
  }

  next() {
    const random = this.#random;
    let tokens = tokensOf(this.#piece());
    for (let edits = 1 + this.#index(random.chance(0.8) ? 2 : 8); edits > 0; edits -= 1) {
      if (random.chance(0.5)) this.#editMildly(tokens);
      else this.#edit(tokens);
    }
    let source = tokens.join('');
    if (random.chance(0.1)) source = this.#editCharacters(source);
    if (random.chance(0.05)) source = source.slice(0, this.#index(source.length));
    return asText(source);
  }

  #index(length) {
    return Math.floor(this.#random.upTo(length));
  }

  /** A whole file, some of its statements, or some of its lines. */
  #piece() {
    const random = this.#random;
    const source = random.pick(this.#sources);
    if (source.length <= longestSource && random.chance(0.3)) return source;
    const lines = linesOf(source);
    const starts = lines.flatMap((line, index) => (/^[A-Za-z@/]/.test(line) ? [index] : []));
    if (starts.length === 0 || random.chance(0.2)) {
      const start = this.#index(lines.length);
      return lines.slice(start, start + 1 + this.#index(20)).join('').slice(0, longestSource);
    }
    const first = this.#index(starts.length);
    const piece = lines.slice(starts[first], starts[first + 1 + this.#index(3)]).join('');
    return piece.length <= longestSource ? piece : piece.slice(0, longestSource);
  }

  #edit(tokens) {
    const random = this.#random;
    const at = this.#index(tokens.length);
    const length = 1 + this.#index(random.chance(0.7) ? 2 : longestSpan);
    random.pick([
      () => tokens.splice(at, length),
      () => tokens.splice(at, 0, ...tokens.slice(at, at + length)),
      () => tokens.splice(at, 0, random.pick(inserted)),
      () => tokens.splice(at, 1, random.pick(inserted)),
      () => {
        const other = this.#index(tokens.length);
        if (tokens.length > 0) [tokens[at], tokens[other]] = [tokens[other], tokens[at]];
      },
      () => {
        const others = tokensOf(this.#piece());
        const start = this.#index(others.length);
        tokens.splice(at, random.chance(0.5) ? length : 0, ...others.slice(start, start + length));
      },
    ])();
  }

  /** What mostly leaves a program: another name for a name, something else between two tokens. */
  #editMildly(tokens) {
    const random = this.#random;
    const isName = (token) => /^[A-Za-z_$]/.test(token);
    const at = this.#index(tokens.length);
    const name = tokens.findIndex((token, index) => index >= at && isName(token));
    const gap = tokens.findIndex((token, index) => index >= at && /^\s/.test(token));
    if (random.chance(0.5) && name >= 0) tokens[name] = random.chance(0.7) ? random.pick(tokens.filter(isName)) : random.pick(names);
    else if (gap >= 0) tokens[gap] = random.pick(gaps);
  }

  #editCharacters(source) {
    const at = this.#index(source.length);
    const removed = this.#index(3);
    const added = this.#random.chance(0.5) ? String.fromCharCode(1 + this.#index(127)) : this.#random.pick(inserted);
    return source.slice(0, at) + added + source.slice(at + removed);
  }
}

/** Gives changed forms of the sources, the same ones for the same seed. */
export function makeMutator(sources, seed) {
  return new Mutator(sources, makeRandom(seed));
}

// Patches to Sucrase's tokenizer. All keep its behaviour; `why` says what each one gains.
import {TokenType, keywordHash, keywords} from "./enums.mjs";
import {createRequire} from "node:module";

const require = createRequire(import.meta.url);
const {formatTokenType} = require("sucrase/dist/parser/tokenizer/types.js");

// Token types are numbered in steps of 1024, so `type >> 10` indexes a short table.
const labels = [];
for (const [name, value] of Object.entries(TokenType)) {
  if (typeof value === "number" && !/^(IS|PRECEDENCE)_/.test(name)) {
    const index = value >> 10;
    if (labels[index] !== undefined) throw new Error(`two token types with index ${index}`);
    labels[index] = formatTokenType(value);
  }
}
for (let i = 0; i < labels.length; i++) labels[i] ??= "";

const {a, b, c, hash} = keywordHash();
const keywordTable = keywords().map(([word, value]) => `${hash(word)}:${value}:${word}`).join(" ");

const singleCharTokens = {
  "#": "hash", "(": "parenL", ")": "parenR", ";": "semi", ",": "comma", "[": "bracketL",
  "]": "bracketR", "{": "braceL", "}": "braceR", "`": "backQuote", "~": "tilde",
};

const T = "parser/tokenizer/index";

export default [
  {
    module: "parser/tokenizer/types",
    why: "the enum is inlined; its names, wanted in error texts only, become one table",
    whole: `const LABELS = ${JSON.stringify(labels)};
export function formatTokenType(tokenType) { return LABELS[tokenType >> 10]; }`,
  },
  {
    module: "parser/tokenizer/readWordTree",
    why: "the trie (8,800 numbers) is replaced by a hash over the same words, decoded once",
    whole: `export const KEYWORD_WORD = [], KEYWORD_VALUE = [];
(function () {
  const entries = ${JSON.stringify(keywordTable)}.split(" ");
  for (let i = 0; i < 1024; i++) { KEYWORD_WORD[i] = ""; KEYWORD_VALUE[i] = 0; }
  for (let i = 0; i < entries.length; i++) {
    const parts = entries[i].split(":");
    KEYWORD_WORD[parts[0]] = parts[2];
    KEYWORD_VALUE[parts[0]] = +parts[1];
  }
})();`,
  },
  {
    module: "parser/tokenizer/readWord",
    why: "see the next patch",
    find: 'import {READ_WORD_TREE} from "./readWordTree";',
    put: "",
  },
  {
    module: "parser/tokenizer/readWord",
    why: "plain words and keywords are read in next(): this is only left for words with \\ or @@, and starts after their plain part; a keyword never ends the input (the trie read the last letter as its follower there)",
    find: /export default function readWord\(\) \{\n  let treePos = 0;[^]*?    return;\n  \}\n/,
    put: "export default function readWord() {\n  let pos = state.pos;\n",
  },
  {
    module: "parser/util/whitespace",
    why: "the regular expression goes (Duktape would recurse on long comments), see nextTokenStartSince",
    find: /export const skipWhiteSpace = .*;/,
    put: "",
  },
  {
    module: "parser/util/whitespace",
    why: "for..of over an array",
    find: /for \(const char of WHITESPACE_CHARS\) \{\n  IS_WHITESPACE\[char\] = 1;\n\}/,
    put: `for (let i = 0; i < WHITESPACE_CHARS.length; i++) {
  IS_WHITESPACE[WHITESPACE_CHARS[i]] = 1;
}`,
  },
  {
    module: "parser/util/identifier",
    why: "the tables hold the complement, so that 65,536 entries start out right as zeros; reading past the end (undefined) still means no identifier character",
    whole: `import {WHITESPACE_CHARS} from "./whitespace";
export const NOT_IDENTIFIER_CHAR = new Uint8Array(65536);
export const NOT_IDENTIFIER_START = new Uint8Array(65536);
for (let i = 0; i < 128; i++) {
  const digit = i >= 48 && i <= 57;
  const letter = i === 36 || i === 95 || (i >= 65 && i <= 90) || (i >= 97 && i <= 122);
  if (!letter) {
    NOT_IDENTIFIER_START[i] = 1;
    if (!digit) NOT_IDENTIFIER_CHAR[i] = 1;
  }
}
for (let i = 0; i < WHITESPACE_CHARS.length; i++) {
  NOT_IDENTIFIER_CHAR[WHITESPACE_CHARS[i]] = NOT_IDENTIFIER_START[WHITESPACE_CHARS[i]] = 1;
}
NOT_IDENTIFIER_CHAR[0x2028] = NOT_IDENTIFIER_START[0x2028] = 1;
NOT_IDENTIFIER_CHAR[0x2029] = NOT_IDENTIFIER_START[0x2029] = 1;
`,
  },
  {
    module: T,
    why: "the whole module of tables is used under their new names",
    find: "import {IS_WHITESPACE, skipWhiteSpace} from",
    put: 'import {KEYWORD_WORD, KEYWORD_VALUE} from "./readWordTree";\nimport {IS_WHITESPACE} from',
  },
  {
    module: T,
    why: "the fields that are set on most tokens, and no constructor; the others read as undefined, which every reader takes as it takes null, false and 0",
    find: /export class Token \{[^]*?\n\}\n/,
    put: `export function pushToken() {
  const tokens = state.tokens;
  tokens[tokens.length] = {
    type: state.type,
    contextualKeyword: state.contextualKeyword,
    start: state.start,
    end: state.end,
    scopeDepth: state.scopeDepth,
    isType: state.isType,
  };
}
`,
  },
  {
    module: T,
    why: "see pushToken",
    find: "state.tokens.push(new Token());",
    put: "pushToken();",
    times: 2,
  },
  {
    module: T,
    why: "the same skipping as the regular expression, without its recursion",
    function: "nextTokenStartSince",
    put: `
export function nextTokenStartSince(pos) {
  const codes = input_codes;
  for (;;) {
    const code = codes[pos];
    if (IS_WHITESPACE[code] === 1 || code === 10 || code === 13 || code === 0x2028 || code === 0x2029) {
      pos++;
    } else if (code === charCodes.slash && codes[pos + 1] === charCodes.slash) {
      pos += 2;
      while (
        pos < input.length &&
        codes[pos] !== 10 && codes[pos] !== 13 && codes[pos] !== 0x2028 && codes[pos] !== 0x2029
      ) {
        pos++;
      }
    } else if (code === charCodes.slash && codes[pos + 1] === charCodes.asterisk) {
      const end = input.indexOf("*/", pos + 2);
      if (end < 0) return pos;
      pos = end + 2;
    } else {
      return pos;
    }
  }
}`,
  },
  {
    module: T,
    why: "one space, the usual gap, and no gap are handled in line; punctuation of one character and the usual readers are looked up, not searched for in a switch",
    function: "next",
    put: `
const GAP_START = [];
const SINGLE_CHAR_TOKEN = [];
const READER = [];
(function () {
  for (let i = 0; i < 128; i++) { GAP_START[i] = 0; SINGLE_CHAR_TOKEN[i] = 0; READER[i] = 0; }
  READER[34] = READER[39] = 1;
  READER[46] = 2;
  READER[61] = READER[33] = 3;
  READER[60] = 4;
  READER[62] = 5;
  for (let i = 49; i < 58; i++) READER[i] = 6;
  READER[58] = 7;
  GAP_START[9] = GAP_START[10] = GAP_START[11] = GAP_START[12] = GAP_START[13] = GAP_START[32] = GAP_START[47] = 1;
${Object.entries(singleCharTokens)
  .map(([char, type]) => `  SINGLE_CHAR_TOKEN[${char.charCodeAt(0)}] = tt.${type};`)
  .join("\n")}
})();

// Reads one token after the first: pushes the current one, then does what nextToken() does.
export function next() {
  const tokens = state.tokens;
  tokens[tokens.length] = {
    type: state.type,
    contextualKeyword: state.contextualKeyword,
    start: state.start,
    end: state.end,
    scopeDepth: state.scopeDepth,
    isType: state.isType,
  };
  const codes = input_codes;
  let pos = state.pos;
  let code = codes[pos];
  if (code === charCodes.space) code = codes[++pos];
  state.pos = pos;
  if (GAP_START[code] !== 0) {
    skipSpace();
    pos = state.pos;
    code = codes[pos];
  }
  state.start = pos;
  if (NOT_IDENTIFIER_START[code] === 0) {
    const notIdentifier = NOT_IDENTIFIER_CHAR;
    const start = pos;
    do {
      code = codes[++pos];
    } while (notIdentifier[code] === 0);
    const length = pos - start;
    if (length > 1 && length < 12 && pos < input.length) {
      const slot = (length * ${a} + codes[start] * ${b} + codes[pos - 2] * ${c} + codes[pos - 1]) & 1023;
      const word = KEYWORD_WORD[slot];
      if (word.length === length && input.slice(start, pos) === word) {
        const keywordValue = KEYWORD_VALUE[slot];
        state.end = state.pos = pos;
        if (keywordValue & 1) {
          state.type = keywordValue >>> 1;
          state.contextualKeyword = 0;
        } else {
          state.type = tt.name;
          state.contextualKeyword = keywordValue >>> 1;
        }
        return;
      }
    }
    state.pos = pos;
    if (code === charCodes.backslash || code === charCodes.atSign) {
      readWord();
      return;
    }
    state.end = pos;
    state.type = tt.name;
    state.contextualKeyword = 0;
    return;
  }
  const single = SINGLE_CHAR_TOKEN[code];
  if (single) {
    state.end = state.pos = pos + 1;
    state.type = single;
    state.contextualKeyword = 0;
    return;
  }
  switch (READER[code]) {
    case 1: readString(code); return;
    case 2: readToken_dot(); return;
    case 3: readToken_eq_excl(code); return;
    case 4: readToken_lt(); return;
    case 5: readToken_gt(); return;
    case 6: readNumber(false); return;
    case 7:
      if (codes[pos + 1] !== charCodes.colon) {
        state.end = state.pos = pos + 1;
        state.type = tt.colon;
        state.contextualKeyword = 0;
        return;
      }
      break;
    default:
      break;
  }
  if (pos >= input.length) {
    endOfInput();
    return;
  }
  readToken(code);
}

// We normally run past the end a bit, but if we're way past the end, avoid an infinite loop.
function endOfInput() {
  const tokens = state.tokens;
  if (
    tokens.length >= 2 &&
    tokens[tokens.length - 1].start >= input.length &&
    tokens[tokens.length - 2].start >= input.length
  ) {
    unexpected("Unexpectedly reached the end of input.");
  }
  finishToken(tt.eof);
}`,
  },
  {
    module: T,
    why: "only reads the first token of the file now, by next() as well",
    function: "nextToken",
    put: `
export function nextToken() {
  next();
  state.tokens.length = 0;
}`,
  },
  {
    module: T,
    why: "the same search by indexOf",
    function: "skipBlockComment",
    put: `
function skipBlockComment() {
  const end = input.indexOf("*/", state.pos);
  if (end < 0) {
    state.pos = Math.max(state.pos, input.length) + 1;
    unexpected("Unterminated comment", state.pos - 2);
    return;
  }
  state.pos = end + 2;
}`,
  },
  {
    module: T,
    why: "position and characters in locals, which Duktape keeps in registers",
    function: "skipLineComment",
    put: `
export function skipLineComment(startSkip) {
  const codes = input_codes;
  const length = input.length;
  let pos = state.pos + startSkip;
  let ch = codes[pos];
  if (pos < length) {
    while (
      ch !== charCodes.lineFeed &&
      ch !== charCodes.carriageReturn &&
      ch !== charCodes.lineSeparator &&
      ch !== charCodes.paragraphSeparator &&
      ++pos < length
    ) {
      ch = codes[pos];
    }
  }
  state.pos = pos;
}`,
  },
  {
    module: T,
    why: "position and characters in locals; a carriage return needs no look at the line feed after it",
    function: "skipSpace",
    put: `
export function skipSpace() {
  const codes = input_codes;
  let pos = state.pos;
  for (;;) {
    const ch = codes[pos];
    if (ch === charCodes.space || ch === charCodes.lineFeed || IS_WHITESPACE[ch] === 1) {
      pos++;
    } else if (ch === charCodes.slash) {
      const nextChar = codes[pos + 1];
      if (nextChar === charCodes.asterisk) {
        state.pos = pos + 2;
        skipBlockComment();
        pos = state.pos;
      } else if (nextChar === charCodes.slash) {
        state.pos = pos;
        skipLineComment(2);
        pos = state.pos;
      } else {
        break;
      }
    } else if (
      ch === charCodes.carriageReturn ||
      ch === charCodes.lineSeparator ||
      ch === charCodes.paragraphSeparator
    ) {
      pos++;
    } else {
      break;
    }
  }
  state.pos = pos;
}`,
  },
  {
    module: T,
    why: "position and characters in locals",
    function: "readString",
    put: `
function readString(quote) {
  const codes = input_codes;
  const length = input.length;
  let pos = state.pos + 1;
  for (;;) {
    if (pos >= length) {
      state.pos = pos;
      unexpected("Unterminated string constant");
      return;
    }
    const ch = codes[pos];
    if (ch === charCodes.backslash) {
      pos++;
    } else if (ch === quote) {
      break;
    }
    pos++;
  }
  state.pos = pos + 1;
  finishToken(tt.string);
}`,
  },
  {
    module: T,
    why: "skips to the next character that matters with position and characters in locals",
    find: "function readTmplToken() {\n",
    put: `function readTmplToken() {
  const codes = input_codes;
  let pos = state.pos;
  let skipped = codes[pos];
  while (
    skipped !== charCodes.graveAccent &&
    skipped !== charCodes.dollarSign &&
    skipped !== charCodes.backslash &&
    pos < input.length
  ) {
    skipped = codes[++pos];
  }
  state.pos = pos;
`,
  },
  {
    module: "parser/plugins/jsx/index",
    why: "see pushToken",
    find: "state.tokens.push(new Token());",
    put: "pushToken();",
    times: 2,
  },
  {
    module: "parser/plugins/jsx/index",
    why: "see pushToken",
    find: "  Token,\n",
    put: "  pushToken,\n",
  },
  {
    module: "parser/plugins/jsx/index",
    why: "the role only matters to the automatic runtime",
    find: /^ *state\.tokens\[initialTokenIndex\]\.jsxRole = JSXRole\.\w+;\n/gm,
    put: "",
    times: 4,
  },
  {
    module: "parser/plugins/jsx/index",
    why: "the role only matters to the automatic runtime",
    find: /            if \(state\.tokens\[initialTokenIndex\]\.jsxRole !== [^]*?\n            \}\n/,
    put: "",
  },
  {
    module: "parser/plugins/jsx/index",
    why: "the role only matters to the automatic runtime",
    find: /    if \(\n      hasSeenPropSpread &&[^]*?\n    \) \{\n    \}\n/,
    put: "",
  },
  {
    module: "parser/plugins/jsx/index",
    why: "skips to the next character that matters with position and characters in locals",
    find: /  let sawNewline = false;\n  let sawNonWhitespace = false;\n/,
    put: `  let sawNewline = false;
  let sawNonWhitespace = false;
  const codes = input_codes;
  let pos = state.pos;
  for (;;) {
    const skipped = codes[pos];
    if (skipped === charCodes.lessThan || skipped === charCodes.leftCurlyBrace) {
      break;
    } else if (skipped === charCodes.lineFeed) {
      sawNewline = true;
    } else if (
      skipped !== charCodes.space && skipped !== charCodes.carriageReturn && skipped !== charCodes.tab
    ) {
      if (pos >= input.length) break;
      sawNonWhitespace = true;
    }
    pos++;
  }
  state.pos = pos;
`,
  },
  {
    module: "parser/plugins/jsx/index",
    why: "position and characters in locals",
    function: "jsxReadString",
    put: `
function jsxReadString(quote) {
  const codes = input_codes;
  let pos = state.pos + 1;
  while (codes[pos] !== quote) {
    if (pos >= input.length) {
      state.pos = pos;
      unexpected("Unterminated string constant");
      return;
    }
    pos++;
  }
  state.pos = pos + 1;
  finishToken(tt.string);
}`,
  },
  {
    module: "parser/plugins/jsx/index",
    why: "position and characters in locals; the end of input is no identifier character, so the loop cannot pass it",
    function: "jsxReadWord",
    put: `
function jsxReadWord() {
  const codes = input_codes;
  const notIdentifier = NOT_IDENTIFIER_CHAR;
  let pos = state.pos + 1;
  while (notIdentifier[codes[pos]] === 0 || codes[pos] === charCodes.dash) pos++;
  state.pos = pos;
  finishToken(tt.jsxName);
}`,
  },
];

// Patches to Sucrase's parser. All keep its behaviour; `why` says what each one gains. The options
// are fixed, so rollup drops every branch for Flow; state.* becomes plain variables in flatten.mjs.

const X = "parser/traverser/expression";
const TS = "parser/plugins/typescript";

// hasPrecedingLineBreak() only looks, so it may be asked last, after the cheap token tests.
const lineBreakLast = [
  ["tsParseTypeReference and tsParseTypeQuery", "if (!hasPrecedingLineBreak() && match(tt.lessThan)) {", "if (match(tt.lessThan) && !hasPrecedingLineBreak()) {", 2],
  ["tsParseArrayTypeOrHigher", "while (!hasPrecedingLineBreak() && eat(tt.bracketL)) {", "while (match(tt.bracketL) && !hasPrecedingLineBreak()) {\n    next();", 1],
  ["tsParseType", "if (state.inDisallowConditionalTypesContext || hasPrecedingLineBreak() || !eat(tt._extends)) {\n    return;\n  }", "if (!match(tt._extends) || state.inDisallowConditionalTypesContext || hasPrecedingLineBreak()) {\n    return;\n  }\n  next();", 1],
  ["tsParseSubscript", "if (!hasPrecedingLineBreak() && eat(tt.bang)) {", "if (match(tt.bang) && !hasPrecedingLineBreak()) {\n    next();", 1],
  ["tsAfterParseVarHead", "if (!hasPrecedingLineBreak()) {\n    eat(tt.bang);\n  }", "if (match(tt.bang) && !hasPrecedingLineBreak()) {\n    next();\n  }", 1],
];

export default [
  {
    module: "parser/index",
    why: "one set of options; SyntaxError is made here, once, and says line and column in .loc only",
    whole: `import {initParser, locationForIndex, state} from "./traverser/base";
import {parseFile} from "./traverser/index";
export class File {
  constructor(tokens, scopes) { this.tokens = tokens; this.scopes = scopes; }
}
export function parse(source) {
  initParser(source);
  const result = parseFile();
  if (state.error) {
    const error = new SyntaxError(state.error.message);
    error.pos = state.error.pos;
    error.loc = locationForIndex(error.pos);
    throw error;
  }
  return result;
}`,
  },
  {
    module: "parser/traverser/base",
    why: "constants for the options; the input's characters as numbers, see polyfills/char-codes.js",
    whole: `import {charCodesOf} from "polyfills/char-codes.js";
export const isJSXEnabled = true;
export const isTypeScriptEnabled = true;
export const isFlowEnabled = false;
export const state = {};
export let input;
let nextContextId;
export function getNextContextId() { return nextContextId++; }
export function locationForIndex(pos) {
  let line = 1;
  let column = 1;
  for (let i = 0; i < pos; i++) {
    if (input_codes[i] === 10) { line++; column = 1; } else { column++; }
  }
  return {line, column};
}
export function initParser(inputCode) {
  input = inputCode;
  input_codes = charCodesOf(inputCode);
  input_length = inputCode.length;
  nextContextId = 1;
  resetState();
}`,
  },
  {
    module: "parser/tokenizer/state",
    why: "State and its snapshots are in flatten.mjs; a snapshot is an array there",
    find: /export class StateSnapshot \{[^]*$/,
    put: "",
  },
  {
    module: "parser/traverser/util",
    why: "one test on the usual way",
    function: "expect",
    put: `
export function expect(type) {
  if (state.type === type) {
    next();
  } else {
    unexpected("Unexpected token, expected \\"" + formatTokenType(type) + "\\"");
  }
}`,
  },
  {
    module: "parser/traverser/util",
    why: "next is used by expect now",
    find: "import {eat, finishToken,",
    put: "import {eat, next, finishToken,",
  },
  {
    module: "parser/traverser/util",
    why: "an error that backtracking discards need not be an Error with a stack trace",
    find: "const err = new SyntaxError(message);\n  err.pos = pos;\n  state.error = err;",
    put: "state.error = {message, pos};",
  },
  {
    module: "parser/traverser/util",
    why: "most tokens follow without a gap or after one space",
    function: "hasPrecedingLineBreak",
    put: `
export function hasPrecedingLineBreak() {
  const tokens = state.tokens;
  const prevToken = tokens[tokens.length - 1];
  const end = state.start;
  let i = prevToken ? prevToken.end : 0;
  if (i >= end) return false;
  const codes = input_codes;
  do {
    const code = codes[i];
    if (code === 10 || code === 13 || code === 0x2028 || code === 0x2029) return true;
  } while (++i < end);
  return false;
}`,
  },
  {
    module: X,
    why: "one call less for each expression",
    function: "parseMaybeAssign",
    put: `
export function parseMaybeAssign(noIn, isWithinParens) {
  if (match(tt.lessThan)) return tsParseMaybeAssign(noIn, isWithinParens);
  return baseParseMaybeAssign(noIn, isWithinParens);
}`,
  },
  {
    module: X,
    why: "the bodies of parseExprOps and parseConditional in line; parseExprOp is called only on a token it acts on: an operator, or a contextual keyword that may be as or satisfies",
    function: "parseMaybeConditional",
    put: `
function parseMaybeConditional(noIn) {
  const startTokenIndex = state.tokens.length;
  if (parseMaybeUnary()) {
    return true;
  }
  if (state.type & 15 || state.contextualKeyword) {
    parseExprOp(startTokenIndex, -1, noIn);
  }
  if (match(tt.question)) {
    typedParseConditional(noIn);
  }
  return false;
}`,
  },
  {
    module: X,
    why: "in line now",
    drop: ["parseConditional", "parseExprOps"],
  },
  {
    module: X,
    why: "the keyword is asked first: the rest only looks",
    find: /    isTypeScriptEnabled &&\n    \(tt\._in & TokenType\.PRECEDENCE_MASK\) > minPrec &&\n    !hasPrecedingLineBreak\(\) &&\n    \(eatContextual\(ContextualKeyword\._as\) \|\| eatContextual\(ContextualKeyword\._satisfies\)\)\n/,
    put: `    (isContextual(ContextualKeyword._as) || isContextual(ContextualKeyword._satisfies)) &&
    (tt._in & TokenType.PRECEDENCE_MASK) > minPrec &&
    !hasPrecedingLineBreak() &&
    (eatContextual(ContextualKeyword._as) || eatContextual(ContextualKeyword._satisfies))
`,
  },
  {
    module: X,
    why: "tokens have no number there until the first",
    find: "state.tokens[startTokenIndex].numNullishCoalesceStarts++;\n        state.tokens[state.tokens.length - 1].numNullishCoalesceEnds++;",
    put: "const first = state.tokens[startTokenIndex];\n        first.hasAffix = true;\n        first.numNullishCoalesceStarts = (first.numNullishCoalesceStarts || 0) + 1;\n        const last = state.tokens[state.tokens.length - 1];\n        last.hasAffix = true;\n        last.numNullishCoalesceEnds = (last.numNullishCoalesceEnds || 0) + 1;",
  },
  {
    module: X,
    why: "subscripts are parsed only on a token that can begin one; without one, the token at startTokenIndex cannot start an optional chain",
    function: "parseExprSubscripts",
    put: `
const SUBSCRIPT_START = [];
(function () {
  for (let i = 0; i < 256; i++) SUBSCRIPT_START[i] = 0;
  SUBSCRIPT_START[tt.bang >> 10] = SUBSCRIPT_START[tt.lessThan >> 10] = 1;
  SUBSCRIPT_START[tt.bitShiftL >> 10] = SUBSCRIPT_START[tt.questionDot >> 10] = 1;
  SUBSCRIPT_START[tt.doubleColon >> 10] = SUBSCRIPT_START[tt.dot >> 10] = 1;
  SUBSCRIPT_START[tt.bracketL >> 10] = SUBSCRIPT_START[tt.parenL >> 10] = 1;
  SUBSCRIPT_START[tt.backQuote >> 10] = 1;
})();

export function parseExprSubscripts() {
  const startTokenIndex = state.tokens.length;
  if (parseExprAtom()) {
    return true;
  }
  if (SUBSCRIPT_START[state.type >> 10] === 1) {
    baseParseSubscripts(startTokenIndex);
    const tokens = state.tokens;
    if (tokens.length > startTokenIndex && tokens[startTokenIndex].isOptionalChainStart) {
      tokens[tokens.length - 1].isOptionalChainEnd = true;
      tokens[tokens.length - 1].hasAffix = true;
    }
  }
  return false;
}`,
  },
  {
    module: X,
    why: "the loop ends as soon as no subscript follows; plain .name, the usual one, is done in line",
    function: "baseParseSubscripts",
    put: `
export function baseParseSubscripts(startTokenIndex, noCalls = false) {
  let stopState = null;
  while (SUBSCRIPT_START[state.type >> 10] === 1) {
    if (match(tt.dot)) {
      next();
      state.tokens[state.tokens.length - 1].subscriptStartIndex = startTokenIndex;
      parseMaybePrivateName();
    } else {
      if (stopState === null) stopState = {stop: false};
      tsParseSubscript(startTokenIndex, noCalls, stopState);
      if (stopState.stop) return;
    }
    if (state.error) return;
  }
}`,
  },
  {
    module: X,
    why: "one flag for what TokenProcessor has to look at",
    find: "    state.tokens[startTokenIndex].isOptionalChainStart = true;\n",
    put: "    state.tokens[startTokenIndex].isOptionalChainStart = true;\n    state.tokens[startTokenIndex].hasAffix = true;\n",
  },
  {
    module: TS,
    why: "one flag for what TokenProcessor has to look at",
    find: "    state.tokens[startTokenIndex].isOptionalChainStart = true;\n",
    put: "    state.tokens[startTokenIndex].isOptionalChainStart = true;\n    state.tokens[startTokenIndex].hasAffix = true;\n",
  },
  {
    module: X,
    why: "not needed any more",
    find: /export class StopState \{[^]*?\n\}\n/,
    put: "",
  },
  {
    module: X,
    why: "names, strings and numbers, the usual atoms, come first: Duktape's switch compares one case after the other",
    find: "export function parseExprAtom() {\n",
    put: `export function parseExprAtom() {
  if (match(tt.name)) return parseNameAtom();
  if (match(tt.string) || match(tt.num)) {
    next();
    return false;
  }
`,
  },
  {
    module: X,
    why: "see above",
    find: /    case tt\.name: \{\n(      const startTokenIndex = state\.tokens\.length;\n      const functionStart[^]*?      return false;\n)    \}\n\n    case tt\._do: \{/,
    put: (text, body) => {
      nameAtom = body;
      return "    case tt._do: {";
    },
  },
  {
    module: X,
    why: "see above; the line break is asked for last",
    find: "function parseMaybePrivateName() {",
    put: () => {
      const from = "if (canBeArrow && !canInsertSemicolon() && match(tt.arrow)) {";
      if (nameAtom.split(from).length !== 2) throw new Error("parseNameAtom: no arrow test");
      return `function parseNameAtom() {
  const canBeArrow = state.potentialArrowAt === state.start;
${nameAtom.replace(from, "if (canBeArrow && match(tt.arrow) && !canInsertSemicolon()) {")}}

function parseMaybePrivateName() {`;
    },
  },
  {
    module: "parser/plugins/types",
    why: "looks at the characters after the question mark instead of reading a token and going back",
    find: /    const nextType = lookaheadType\(\);\n    if \(nextType === tt\.colon \|\| nextType === tt\.comma \|\| nextType === tt\.parenR\) \{\n/,
    put: `    const nextStart = nextTokenStart();
    const code = input_codes[nextStart];
    if (
      code === charCodes.comma ||
      code === charCodes.rightParenthesis ||
      (code === charCodes.colon && input_codes[nextStart + 1] !== charCodes.colon)
    ) {
`,
  },
  {
    module: "parser/plugins/types",
    why: "for the patch above",
    find: "import {eatTypeToken, lookaheadType, match} from",
    put: "import {eatTypeToken, match, nextTokenStart} from",
  },
  {
    module: TS,
    why: "only a word with an e can be enum: most const statements need no token of lookahead",
    find: "  if (state.type === tt._const) {\n",
    put: "  if (state.type === tt._const && input_codes[nextTokenStart()] === charCodes.lowercaseE) {\n",
  },
  {
    module: TS,
    why: "for the patch above",
    find: "  nextTemplateToken,\n  popTypeContext,",
    put: "  nextTemplateToken,\n  nextTokenStart,\n  popTypeContext,",
  },
  ...lineBreakLast.map(([name, find, put, times]) => ({
    module: TS,
    why: `${name}: the line break is asked for after the cheap test`,
    find,
    put,
    times,
  })),
];

// parseExprAtom's case for names, moved by one patch into the function that another one adds.
let nameAtom = "";

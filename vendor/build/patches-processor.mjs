// Patches to what stands between Sucrase's parser and its transformers: names, helpers, TokenProcessor
// and the facts collected about a file. All keep its behaviour; `why` says what each one gains.
const P = "TokenProcessor";

export default [
  {
    module: "NameManager",
    why: "Set is polyfills/name-set.js",
    find: "import getIdentifierNames from",
    put: 'import {NameSet} from "polyfills/name-set.js";\nimport getIdentifierNames from',
  },
  {
    module: "NameManager",
    why: "the names are collected when the first free name is asked for, which most files never do",
    find: "  constructor(code, tokens) {;NameManager.prototype.__init.call(this);\n    this.usedNames = new Set(getIdentifierNames(code, tokens));",
    put: "  constructor(code, tokens) {\n    this.code = code;\n    this.tokens = tokens;\n    this.usedNames = null;\n    this.nextSuffixes = Object.create(null);",
  },
  {
    module: "NameManager",
    why: "see above",
    find: "    __init() {this.usedNames = new Set()}\n",
    put: "",
  },
  {
    module: "NameManager",
    why: "see above",
    find: "    const newName = this.findFreeName(name);",
    put: "    if (this.usedNames === null) {\n      this.usedNames = new NameSet(getIdentifierNames(this.code, this.tokens));\n    }\n    const newName = this.findFreeName(name);",
  },
  {
    module: "NameManager",
    why: "names only ever become used, so the search goes on where the last one for that name ended: 10,000 optional chains are no longer quadratic",
    find: "    let suffixNum = 2;\n    while (this.usedNames.has(name + String(suffixNum))) {\n      suffixNum++;\n    }\n",
    put: "    let suffixNum = this.nextSuffixes[name] || 2;\n    while (this.usedNames.has(name + String(suffixNum))) {\n      suffixNum++;\n    }\n    this.nextSuffixes[name] = suffixNum;\n",
  },
  {
    module: "HelperManager",
    why: "only these helpers can be asked for: the others serve CommonJS output",
    find: /  require: `[^]*?(?=  nullishCoalesce: `)/,
    put: "",
  },
  {
    module: "HelperManager",
    why: "that helper cannot be asked for",
    find: / else if \(baseName === "require"\) \{[^]*?\n      \}\n/,
    put: "\n",
  },
  {
    module: "HelperManager",
    why: "no work for helpers that are not used; for..in keeps the order",
    find: "    for (const [baseName, helperCodeTemplate] of Object.entries(HELPERS)) {\n      const helperName = this.helperNames[baseName];\n      let helperCode = helperCodeTemplate;",
    put: "    for (const baseName in HELPERS) {\n      const helperName = this.helperNames[baseName];\n      if (!helperName) continue;\n      let helperCode = HELPERS[baseName];",
  },
  {
    module: "util/getDeclarationInfo",
    why: "Set is polyfills/name-set.js",
    find: 'import {isTopLevelDeclaration} from',
    put: 'import {NameSet} from "polyfills/name-set.js";\nimport {isTopLevelDeclaration} from',
  },
  { module: "util/getDeclarationInfo", why: "see above", find: "new Set()", put: "new NameSet()", times: 4 },
  {
    module: "util/getNonTypeIdentifiers",
    why: "Set is polyfills/name-set.js",
    find: "import {IdentifierRole} from",
    put: 'import {NameSet} from "polyfills/name-set.js";\nimport {IdentifierRole} from',
  },
  { module: "util/getNonTypeIdentifiers", why: "see above", find: "new Set()", put: "new NameSet()" },
  {
    module: "util/getTSImportedNames",
    why: "Set is polyfills/name-set.js",
    find: "import {TokenType as tt} from",
    put: 'import {NameSet} from "polyfills/name-set.js";\nimport {TokenType as tt} from',
  },
  { module: "util/getTSImportedNames", why: "see above", find: "new Set()", put: "new NameSet()" },
  {
    module: "util/getTSImportedNames",
    why: "a look at the type instead of a call for each token",
    find: "      tokens.matches1AtIndex(i, tt._import) &&",
    put: "      tokens.tokens[i].type === tt._import &&",
  },
  {
    module: "util/getDeclarationInfo",
    why: "tokens without a role are no declarations",
    find: "token.type === tt.name && isTopLevelDeclaration(token)",
    put: "token.type === tt.name && token.identifierRole && isTopLevelDeclaration(token)",
  },
  {
    module: "identifyShadowedGlobals",
    why: "without imported names nothing can be shadowed; tokens without a role, or a plain access (0), are no declarations",
    find: "  for (const token of tokens.tokens) {\n    if (\n      token.type === tt.name &&",
    put: "  if (globalNames.isEmpty()) return false;\n  const list = tokens.tokens;\n  for (let i = 0; i < list.length; i++) {\n    const token = list[i];\n    if (\n      token.identifierRole &&\n      token.type === tt.name &&",
  },
  {
    module: "util/getTSImportedNames",
    why: "the token as Sucrase's own would be printed: pushToken leaves fields out",
    find: "JSON.stringify(tokens.tokens[index])",
    put: "describeToken(tokens.tokens[index])",
  },
  {
    module: "util/getTSImportedNames",
    why: "see above",
    find: "function collectNamesForNamedImport(",
    put: `function orNull(value) {
  return value === undefined ? null : value;
}

function describeToken(token) {
  if (token === undefined) return undefined;
  return JSON.stringify({
    type: token.type,
    contextualKeyword: token.contextualKeyword,
    start: token.start,
    end: token.end,
    scopeDepth: token.scopeDepth,
    isType: token.isType,
    identifierRole: orNull(token.identifierRole),
    jsxRole: null,
    shadowsGlobal: !!token.shadowsGlobal,
    isAsyncOperation: !!token.isAsyncOperation,
    contextId: orNull(token.contextId),
    rhsEndIndex: orNull(token.rhsEndIndex),
    isExpression: !!token.isExpression,
    numNullishCoalesceStarts: token.numNullishCoalesceStarts || 0,
    numNullishCoalesceEnds: token.numNullishCoalesceEnds || 0,
    isOptionalChainStart: !!token.isOptionalChainStart,
    isOptionalChainEnd: !!token.isOptionalChainEnd,
    subscriptStartIndex: orNull(token.subscriptStartIndex),
    nullishStartIndex: orNull(token.nullishStartIndex),
  });
}

function collectNamesForNamedImport(`,
  },
  {
    module: "util/isIdentifier",
    why: "Set is polyfills/name-set.js",
    find: "// https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Lexical_grammar",
    put: 'import {NameSet} from "polyfills/name-set.js";',
  },
  { module: "util/isIdentifier", why: "see above", find: "new Set([", put: "new NameSet([" },
  {
    module: "util/isAsyncOperation",
    why: "tokens have no number there until the first",
    find: "    depth += token.numNullishCoalesceStarts;\n    depth -= token.numNullishCoalesceEnds;",
    put: "    depth += token.numNullishCoalesceStarts || 0;\n    depth -= token.numNullishCoalesceEnds || 0;",
  },
  {
    module: "util/getClassInfo",
    why: "no list is built and searched for each token; Array.prototype.includes is missing in Duktape",
    find: /  return \[\n(    tt\._async,[^]*?)  \]\.includes\(token\.type\);/,
    put: (text, list) =>
      `  const type = token.type;\n  return (\n${list.trim().replace(/,$/, "").split(/,\s*/).map((t) => `    type === ${t}`).join(" ||\n")}\n  );`,
  },
  {
    module: "util/getClassInfo",
    why: "the option is off",
    find: /^export default function getClassInfo\(/m,
    put: "const disableESTransforms = false;\n\nexport default function getClassInfo(",
  },
  {
    module: "util/getClassInfo",
    why: "see above",
    find: "  nameManager,\n  disableESTransforms,\n) {",
    put: "  nameManager,\n) {",
  },
  {
    module: "util/shouldElideDefaultExport",
    why: "the options are fixed",
    find: "  isTypeScriptTransformEnabled,\n  keepUnusedImports,\n  tokens,",
    put: "  tokens,",
  },
  {
    module: "util/shouldElideDefaultExport",
    why: "see above",
    find: "  if (!isTypeScriptTransformEnabled || keepUnusedImports) {\n    return false;\n  }\n",
    put: "",
  },
  {
    module: "util/getNonTypeIdentifiers",
    why: "the names are looked up by one slice of a token, not by two",
    find: "        nonTypeIdentifiers.add(tokens.identifierNameForToken(token));\n      }\n    }",
    put: "        nonTypeIdentifiers.add(identifierName);\n      }\n    }",
  },
  {
    module: "util/getNonTypeIdentifiers",
    why: "the import of a module that imports this one; the function is moved here",
    find: 'import {startsWithLowerCase} from "../transformers/JSXTransformer";',
    put: "",
  },
  {
    module: "util/getNonTypeIdentifiers",
    why: "see above",
    find: "export function getNonTypeIdentifiers(",
    put: "export function startsWithLowerCase(s) {\n  const firstChar = s.charCodeAt(0);\n  return firstChar >= 97 && firstChar <= 122;\n}\n\nexport function getNonTypeIdentifiers(",
  },
  {
    module: "identifyShadowedGlobals",
    why: "most tokens need no name: the slice is made after the tests that need none",
    find: "    const name = tokens.identifierNameForToken(token);\n    if (scopeStack.length > 1 && !token.isType && token.type === tt.name && globalNames.has(name)) {",
    put: "    if (scopeStack.length <= 1 || token.isType || token.type !== tt.name || !(isBlockScopedDeclaration(token) || isFunctionScopedDeclaration(token))) {\n      continue;\n    }\n    const name = tokens.identifierNameForToken(token);\n    if (globalNames.has(name)) {",
  },

  // TokenProcessor: hasAffix (patches-parser.mjs) says that code goes before or after a token. Output goes into a list of pieces (in Duktape, appending to a long string
  // copies it), and neighbouring tokens that are copied unchanged become one slice.
  {
    module: P,
    why: "fields for the list of pieces; no source map",
    find: /   __init\(\) \{this\.resultCode = ""\}[^]*?\n  constructor\([^]*?__init3\.call\(this\);\}\n/,
    put: `  constructor(code, tokens, helperManager) {
    this.code = code;
    this.tokens = tokens;
    this.helperManager = helperManager;
    this.reset();
  }

  /** Adds code[from..to) to the output, joined to the last piece where that one ends at \`from\`. */
  copyRange(from, to) {
    if (this.copyEnd === from) {
      this.copyEnd = to;
    } else {
      if (this.copyEnd > this.copyStart) {
        this.pieces[this.pieces.length] = this.code.slice(this.copyStart, this.copyEnd);
      }
      this.copyStart = from;
      this.copyEnd = to;
    }
  }

  endCopy() {
    if (this.copyEnd > this.copyStart) {
      this.pieces[this.pieces.length] = this.code.slice(this.copyStart, this.copyEnd);
    }
    this.copyStart = this.copyEnd = -1;
  }

  copyGap() {
    const i = this.tokenIndex;
    const tokens = this.tokens;
    const from = i > 0 ? tokens[i - 1].end : 0;
    const to = i < tokens.length ? tokens[i].start : this.code.length;
    if (from < to) this.copyRange(from, to);
  }

  copyTokenText() {
    const token = this.tokens[this.tokenIndex];
    if (token.start < token.end) this.copyRange(token.start, token.end);
  }
`,
  },
  {
    module: P,
    why: "see above",
    method: "snapshot",
    put: `
  snapshot() {
    this.endCopy();
    return {numPieces: this.pieces.length, tokenIndex: this.tokenIndex};
  }
`,
  },
  {
    module: P,
    why: "see above",
    method: "restoreToSnapshot",
    put: `
  restoreToSnapshot(snapshot) {
    this.copyStart = this.copyEnd = -1;
    this.pieces.length = snapshot.numPieces;
    this.tokenIndex = snapshot.tokenIndex;
  }
`,
  },
  {
    module: P,
    why: "see above",
    method: "reset",
    put: `
  reset() {
    this.pieces = [];
    this.copyStart = this.copyEnd = -1;
    this.tokenIndex = 0;
  }
`,
  },
  {
    module: P,
    why: "see above; the regular expression over the gap is a loop",
    method: "previousWhitespaceAndComments",
    put: `
  copyNewlinesOfGap() {
    const index = this.tokenIndex;
    const tokens = this.tokens;
    let i = index > 0 ? tokens[index - 1].end : 0;
    const to = index < tokens.length ? tokens[index].start : this.code.length;
    if (i >= to) return;
    const codes = input_codes;
    for (; i < to; i++) {
      if (codes[i] === 10 || codes[i] === 13) this.copyRange(i, i + 1);
    }
  }
`,
  },
  {
    module: P,
    why: "see above",
    method: "replaceToken",
    put: `
  replaceToken(newCode) {
    this.copyGap();
    const token = this.tokens[this.tokenIndex];
    if (!token.hasAffix) {
      if (newCode !== "") this.appendCode(newCode);
    } else {
      this.appendTokenPrefix();
      this.appendCode(newCode);
      this.appendTokenSuffix();
    }
    this.tokenIndex++;
  }
`,
  },
  {
    module: P,
    why: "see above",
    method: "replaceTokenTrimmingLeftWhitespace",
    put: `
  replaceTokenTrimmingLeftWhitespace(newCode) {
    this.copyNewlinesOfGap();
    const token = this.tokens[this.tokenIndex];
    if (!token.hasAffix) {
      if (newCode !== "") this.appendCode(newCode);
    } else {
      this.appendTokenPrefix();
      this.appendCode(newCode);
      this.appendTokenSuffix();
    }
    this.tokenIndex++;
  }
`,
  },
  {
    module: P,
    why: "see above",
    method: "copyToken",
    put: `
  copyToken() {
    const i = this.tokenIndex;
    const token = this.tokens[i];
    if (!token.hasAffix) {
      const from = i > 0 ? this.tokens[i - 1].end : 0;
      const start = token.start;
      if (this.copyEnd === from && from <= start && start <= token.end) {
        this.copyEnd = token.end;
      } else {
        this.copyGap();
        this.copyTokenText();
      }
    } else {
      this.copyGap();
      this.appendTokenPrefix();
      this.copyTokenText();
      this.appendTokenSuffix();
    }
    this.tokenIndex++;
  }
`,
  },
  {
    module: P,
    why: "see above",
    method: "copyTokenWithPrefix",
    put: `
  copyTokenWithPrefix(prefix) {
    this.copyGap();
    this.appendTokenPrefix();
    this.appendCode(prefix);
    this.copyTokenText();
    this.appendTokenSuffix();
    this.tokenIndex++;
  }
`,
  },
  { module: P, why: "see above", find: /this\.resultCode \+= ([^;]+);/g, put: "this.appendCode($1);", times: 14 },
  {
    module: P,
    why: "see above",
    method: "appendCode",
    put: `
  appendCode(code) {
    this.endCopy();
    this.pieces[this.pieces.length] = code;
  }
`,
  },
  {
    module: P,
    why: "see above",
    method: "finish",
    put: `
  finish() {
    if (this.tokenIndex !== this.tokens.length) {
      throw new Error("Tried to finish processing tokens before reaching the end.");
    }
    this.copyGap();
    this.endCopy();
    return this.pieces.join("");
  }
`,
  },
  { module: P, why: "the option is off", find: "    if (this.disableESTransforms) {\n      return;\n    }\n", put: "" },
  { module: P, why: "the option is off", find: " && !this.disableESTransforms", put: "", times: 2 },
  {
    module: P,
    why: "not used",
    dropMethods: ["dangerouslyGetAndRemoveCodeSinceSnapshot", "rawCodeForToken", "stringValueAtIndex", "stringValue"],
  },
];

// Patches to Sucrase's transformers. All keep its behaviour; `why` says what each one gains. The
// transforms are fixed (typescript, jsx classic in production, ES modules kept).
import {createRequire} from "node:module";

const require = createRequire(import.meta.url);
const xhtml = require("sucrase/dist/parser/plugins/jsx/xhtml.js").default;
const entities = [...xhtml].map(([name, char]) => `${name}${char}`);
for (const entity of entities) {
  if (!/^[A-Za-z0-9]+[^A-Za-z0-9 ]$/.test(entity) && !/^nbsp/.test(entity)) throw new Error(`entity ${entity}`);
}

const R = "transformers/RootTransformer";
const J = "transformers/JSXTransformer";
const E = "transformers/ESMImportTransformer";
const D = "transformers/ReactDisplayNameTransformer";

export default [
  // RootTransformer: the transformers are known, and each acts on a few token types only.
  { module: R, why: "transforms that are off", find: /^import (CJSImport|Flow|JestHoist|ReactHotLoader)Transformer from .*\n/gm, put: "", times: 4 },
  {
    module: R,
    why: "the fixed set of transformers, each under its own name; the numeric separator's is in line in processToken",
    find: /   __init\(\) \{this\.transformers = \[\]\}[^]*?(?=\n  transform\(\) \{)/,
    put: `  constructor(sucraseContext, options) {
    this.generatedVariables = [];
    this.nameManager = sucraseContext.nameManager;
    this.helperManager = sucraseContext.helperManager;
    const tokenProcessor = sucraseContext.tokenProcessor;
    this.tokens = tokenProcessor;
    this.optionalChaining = new OptionalChainingNullishTransformer(tokenProcessor, this.nameManager);
    this.numericSeparator = new NumericSeparatorTransformer(tokenProcessor);
    this.optionalCatchBinding = new OptionalCatchBindingTransformer(tokenProcessor, this.nameManager);
    this.jsx = new JSXTransformer(this, tokenProcessor);
    this.displayName = new ReactDisplayNameTransformer(this, tokenProcessor, options);
    this.esmImport = new ESMImportTransformer(tokenProcessor, options);
    this.typeScript = new TypeScriptTransformer(this, tokenProcessor);
  }
`,
  },
  {
    module: R,
    why: "no transformer of the set has prefix, hoisted or suffix code; no source map",
    method: "transform",
    put: `
  transform() {
    this.processBalancedCode();
    let prefix = this.helperManager.emitHelpers();
    prefix += this.generatedVariables.map((v) => \` var \${v};\`).join("");
    let code = this.tokens.finish();
    if (code.slice(0, 2) === "#!") {
      let newlineIndex = code.indexOf("\\n");
      if (newlineIndex === -1) {
        newlineIndex = code.length;
        code += "\\n";
      }
      return code.slice(0, newlineIndex + 1) + prefix + code.slice(newlineIndex + 1);
    }
    return prefix + code;
  }
`,
  },
  {
    module: R,
    why: "one look at the type for four calls; tokens on which no transformer acts, most of them, are copied right here",
    method: "processBalancedCode",
    put: `
  processBalancedCode() {
    let braceDepth = 0;
    let parenDepth = 0;
    const processor = this.tokens;
    const list = processor.tokens;
    const numTokens = list.length;
    while (processor.tokenIndex !== numTokens) {
      const i = processor.tokenIndex;
      const token = list[i];
      const type = token.type;
      const kind = PLAIN[type >> 10];
      if (kind === 2) {
        if (type === tt.braceL || type === tt.dollarBraceL) {
          braceDepth++;
        } else if (type === tt.braceR) {
          if (braceDepth === 0) {
            return;
          }
          braceDepth--;
        } else if (type === tt.parenL) {
          parenDepth++;
        } else if (type === tt.parenR) {
          if (parenDepth === 0) {
            return;
          }
          parenDepth--;
        }
      }
      if (kind !== 0 && !token.isType && !token.hasAffix) {
        const chainStart = token.subscriptStartIndex;
        const start = token.start;
        const end = token.end;
        const length = end - start;
        if (
          (chainStart === undefined || !list[chainStart].isOptionalChainStart) &&
          token.contextualKeyword !== ContextualKeyword._async &&
          length !== 5 && length !== 16 && length >= 0 && i > 0 &&
          processor.copyEnd === list[i - 1].end && processor.copyEnd <= start &&
          (type !== tt.parenR || list[i + 1].type !== tt.colon)
        ) {
          processor.copyEnd = end;
          processor.tokenIndex = i + 1;
          continue;
        }
      }
      this.processToken();
    }
  }
`,
  },
  {
    module: R,
    why: "asks only the transformers that act on the token's type, in Sucrase's order; each still decides for itself",
    method: "processToken",
    put: `
  processToken() {
    const processor = this.tokens;
    const token = processor.tokens[processor.tokenIndex];
    const type = token.type;
    if (type === tt._class) {
      this.processClass();
      return;
    }
    const chainStart = token.subscriptStartIndex;
    if (
      (chainStart !== undefined && processor.tokens[chainStart].isOptionalChainStart) ||
      type === tt.nullishCoalescing ||
      type === tt._delete
    ) {
      if (this.optionalChaining.process()) return;
    }
    if (type === tt.jsxTagStart) {
      this.jsx.process();
      return;
    }
    const length = token.end - token.start;
    if (length === 16 || (length === 5 && type === tt.name)) {
      if (this.displayName.process()) return;
    }
    switch (ACTS[type >> 10]) {
      case 0:
        break;
      case 1:
        if (this.numericSeparator.process()) return;
        break;
      case 2:
        if (this.optionalCatchBinding.process()) return;
        break;
      case 3:
        if (this.esmImport.process()) return;
        if (this.typeScript.process()) return;
        break;
      case 4:
        if (processor.tokens[processor.tokenIndex + 1].type === tt.colon) {
          if (this.processPossibleArrowParamEnd()) return;
        }
        break;
      case 5:
        if (processor.tokens[processor.tokenIndex + 1].type === tt._enum) {
          if (this.typeScript.process()) return;
        }
        break;
      default:
        if (this.typeScript.process()) return;
    }
    if (token.isType || token.contextualKeyword === ContextualKeyword._async) {
      if (this.typeScript.process()) return;
    }
    processor.copyToken();
  }
`,
  },
  {
    module: R,
    why: "see processToken",
    find: "export default class RootTransformer {",
    put: `// By token type: PLAIN, 1 where no transformer acts on it by its type alone, 2 where besides
// processBalancedCode counts it; ACTS, which transformers to ask.
const PLAIN = [];
const ACTS = [];
(function () {
  for (let i = 0; i < 256; i++) ACTS[i] = 0;
  ACTS[tt.num >> 10] = 1;
  ACTS[tt._catch >> 10] = 2;
  ACTS[tt._import >> 10] = ACTS[tt._export >> 10] = 3;
  const typeScript = [
    tt._async, tt._public, tt._protected, tt._private, tt._abstract, tt._readonly, tt._override,
    tt.nonNullAssertion, tt._enum,
  ];
  for (let i = 0; i < typeScript.length; i++) ACTS[typeScript[i] >> 10] = 6;
  ACTS[tt.parenR >> 10] = 4;
  ACTS[tt._const >> 10] = 5;
  for (let i = 0; i < 256; i++) PLAIN[i] = ACTS[i] === 0 ? 1 : 0;
  const counted = [tt.braceL, tt.dollarBraceL, tt.braceR, tt.parenL, tt.parenR];
  for (let i = 0; i < counted.length; i++) PLAIN[counted[i] >> 10] = 2;
  const others = [tt._class, tt.nullishCoalescing, tt._delete, tt.jsxTagStart];
  for (let i = 0; i < others.length; i++) PLAIN[others[i] >> 10] = 0;
})();

export default class RootTransformer {`,
  },
  { module: R, why: "the option is off", find: "getClassInfo(this, this.tokens, this.nameManager, this.disableESTransforms)", put: "getClassInfo(this, this.tokens, this.nameManager)" },
  { module: R, why: "the option is off", find: /    if \(this\.isReactHotLoaderTransformEnabled\) \{[^]*?\n    \}\n/, put: "" },
  { module: R, why: "no source map", dropMethods: ["shiftMappings"] },
  {
    module: R,
    why: "array spread",
    find: "    return [\n      ...constructorInitializerStatements,\n      ...instanceInitializerNames.map((name) => `${className}.prototype.${name}.call(this)`),\n    ].join(\";\");",
    put: "    return constructorInitializerStatements\n      .concat(instanceInitializerNames.map((name) => `${className}.prototype.${name}.call(this)`))\n      .join(\";\");",
  },

  // JSXTransformer: the classic runtime in production only.
  { module: J, why: "polyfills", find: 'import XHTMLEntities from "../parser/plugins/jsx/xhtml";', put: 'import {fromCodePoint, isSpaceAt, quote} from "polyfills/strings.js";' },
  { module: J, why: "not needed", find: 'import getJSXPragmaInfo, {} from "../util/getJSXPragmaInfo";\n', put: "" },
  { module: J, why: "moved, see getNonTypeIdentifiers", find: 'import {JSXRole} from "../parser/tokenizer";\n', put: 'import {startsWithLowerCase} from "../util/getNonTypeIdentifiers";\n' },
  { module: J, why: "moved, see getNonTypeIdentifiers", drop: ["startsWithLowerCase"] },
  {
    module: J,
    why: "the state of the automatic runtime and of development mode",
    find: /  \/\/ State for calculating the line number[^]*?(?=\n  process\(\) \{)/,
    put: `  constructor(rootTransformer, tokens) {
    super();
    this.rootTransformer = rootTransformer;
    this.tokens = tokens;
  }
`,
  },
  {
    module: J,
    why: "automatic runtime and development mode",
    dropMethods: [
      "getPrefixCode", "getElementLocationCode", "getLineNumberForIndex", "transformTagToJSXFunc",
      "getJSXFuncInvocationCode", "getCreateElementInvocationCode", "getFragmentCode",
      "claimAutoImportedFuncInvocation", "claimAutoImportedName", "processAutomaticChildrenAndEndProps",
      "getDevSource", "getFilenameVarName",
    ],
  },
  { module: J, why: "classic runtime", method: "processJSXTag", put: "  processJSXTag() {\n    this.transformTagToCreateElement();\n  }\n" },
  { module: J, why: "classic runtime", find: "transformTagToCreateElement(elementLocationCode) {", put: "transformTagToCreateElement() {" },
  { module: J, why: "classic runtime", find: "this.getCreateElementInvocationCode()", put: '"React.createElement("' },
  { module: J, why: "classic runtime", find: "`${this.getFragmentCode()}, null`", put: '"React.Fragment, null"' },
  { module: J, why: "production", find: "this.processPropsObjectWithDevInfo(elementLocationCode);", put: "this.processPropsObjectWithDevInfo();" },
  {
    module: J,
    why: "production",
    method: "processPropsObjectWithDevInfo",
    put: `
  processPropsObjectWithDevInfo() {
    if (!this.tokens.matches1(tt.jsxName) && !this.tokens.matches1(tt.braceL)) {
      this.tokens.appendCode(", null");
      return;
    }
    this.tokens.appendCode(", {");
    this.processProps();
    this.tokens.appendCode("}");
  }
`,
  },
  { module: J, why: "no key is taken out", find: "  processProps(extractKeyCode) {\n    let keyCode = null;\n", put: "  processProps() {\n" },
  { module: J, why: "no key is taken out", find: /        if \(extractKeyCode && propName === "key"\) \{[^]*?\n        \} else \{\n([^]*?)\n        \}\n/, put: "$1\n" },
  { module: J, why: "no key is taken out", find: "    return keyCode;\n", put: "" },
  { module: J, why: "indexOf for String.prototype.includes", find: 'propName.includes("-")', put: 'propName.indexOf("-") >= 0' },
  {
    module: J,
    why: "line by line instead of character by character: spaces at a line's end and at the start of all but the first go, empty lines go, the others are joined by one space",
    function: "formatJSXTextLiteral",
    put: `
function formatJSXTextLiteral(text) {
  const lines = text.split("\\n");
  const last = lines.length - 1;
  let result = "";
  let seenNonWhitespace = false;
  for (let k = 0; k <= last; k++) {
    const line = lines[k];
    let from = 0;
    let to = line.length;
    while (from < to && isTextSpace(line.charCodeAt(from))) from++;
    if (from === to) {
      if (last === 0) result = line;
      continue;
    }
    if (k === 0) from = 0;
    if (k < last) {
      while (isTextSpace(line.charCodeAt(to - 1))) to--;
    }
    if (seenNonWhitespace && k > 0) result += " ";
    seenNonWhitespace = true;
    result += replaceEntities(line.slice(from, to));
  }
  return quote(result);
}

function isTextSpace(code) {
  return code === 32 || code === 9 || code === 13;
}

function replaceEntities(text) {
  let ampersand = text.indexOf("&");
  if (ampersand < 0) return text;
  let result = "";
  let from = 0;
  while (ampersand >= 0) {
    const {entity, newI} = processEntity(text, ampersand + 1);
    result += text.slice(from, ampersand) + entity;
    from = newI;
    ampersand = text.indexOf("&", from);
  }
  return result + text.slice(from);
}
`,
  },
  {
    module: J,
    why: "split counts newlines, and the spaces after the last one",
    function: "formatJSXTextReplacement",
    put: `
function formatJSXTextReplacement(text) {
  const lastNewline = text.lastIndexOf("\\n");
  const numSpaces = (lastNewline < 0 ? text : text.slice(lastNewline + 1)).split(" ").length - 1;
  if (lastNewline < 0) return " ".repeat(numSpaces);
  return "\\n".repeat(text.split("\\n").length - 1) + " ".repeat(numSpaces);
}
`,
  },
  {
    module: J,
    why: "most attribute strings have nothing to replace",
    find: "function formatJSXStringValueLiteral(text) {\n",
    put: 'function formatJSXStringValueLiteral(text) {\n  if (text.indexOf("\\n") < 0) return quote(replaceEntities(text));\n',
  },
  { module: J, why: "Duktape's \\s differs", find: "/\\s/.test(text[i + 1])", put: "isSpaceAt(text, i + 1)", times: 2 },
  { module: J, why: "polyfill", find: "  return JSON.stringify(result);\n", put: "  return quote(result);\n" },
  { module: J, why: "polyfill", find: "String.fromCodePoint(", put: "fromCodePoint(" },
  {
    module: J,
    why: "253 entities as one string, read when the first one is met",
    find: "/**\n * Starting at a &, see if",
    put: `const ENTITIES = ${JSON.stringify(entities.join(" "))};
let entityMap = null;

function getEntity(name) {
  if (entityMap === null) {
    entityMap = Object.create(null);
    const entries = ENTITIES.split(" ");
    for (let i = 0; i < entries.length; i++) {
      entityMap[entries[i].slice(0, -1)] = entries[i].slice(-1);
    }
  }
  return entityMap[name];
}

/**
 * Starting at a &, see if`,
  },
  { module: J, why: "see above", find: "XHTMLEntities.get(str)", put: "getEntity(str)" },

  // ESMImportTransformer, TypeScriptTransformer, ReactDisplayNameTransformer: fixed options.
  {
    module: E,
    why: "fixed options",
    find: /  constructor\(\n     tokens,\n[^]*?\n  \}\n/,
    put: `  constructor(tokens, options) {
    super();
    this.tokens = tokens;
    this.options = options;
    this.nonTypeIdentifiers = null;
    this.declarationInfo = null;
  }

  // Collected when first needed: the tokens do not change any more.
  getNonTypes() {
    if (this.nonTypeIdentifiers === null) {
      this.nonTypeIdentifiers = getNonTypeIdentifiers(this.tokens, this.options);
    }
    return this.nonTypeIdentifiers;
  }

  getDeclarations() {
    if (this.declarationInfo === null) this.declarationInfo = getDeclarationInfo(this.tokens);
    return this.declarationInfo;
  }
`,
  },
  { module: E, why: "fixed options", find: "this.isTypeScriptTransformEnabled", put: "true", times: 5 },
  { module: E, why: "fixed options", find: "this.keepUnusedImports", put: "false", times: 5 },
  { module: E, why: "fixed options", find: "this.isFlowTransformEnabled", put: "false" },
  { module: E, why: "fixed options", find: "this.injectCreateRequireForImportRequire", put: "false" },
  { module: E, why: "fixed options", find: "        true,\n        false,\n        this.tokens,", put: "        this.tokens," },
  { module: E, why: "no React hot loader", find: /    const alreadyHasName =\n[^]*?    return false;\n(?=  \})/, put: "    return false;\n" },
  { module: E, why: "collected when needed", find: "!this.nonTypeIdentifiers.has(name)", put: "!this.getNonTypes().has(name)" },
  { module: E, why: "collected when needed", find: /this\.declarationInfo\.(\w+)\.has/g, put: "this.getDeclarations().$1.has", times: 2 },
  { module: E, why: "collected when needed", find: "this.tokens,\n        this.declarationInfo,", put: "this.tokens,\n        this," },
  { module: "util/shouldElideDefaultExport", why: "collected when needed", find: /  return \(\n    declarationInfo\./, put: "  const declarationInfo = transformer.getDeclarations();\n  return (\n    declarationInfo." },
  { module: "util/shouldElideDefaultExport", why: "collected when needed", find: "  tokens,\n  declarationInfo,\n", put: "  tokens,\n  transformer,\n" },
  { module: E, why: "not needed", find: /import getDeclarationInfo, \{[^}]*\} from/, put: "import getDeclarationInfo from" },
  { module: "util/getDeclarationInfo", why: "not needed", find: /export const EMPTY_DECLARATION_INFO = \{[^]*?\};\n/, put: "" },
  {
    module: "transformers/TypeScriptTransformer",
    why: "fixed options",
    find: /  constructor\(\n[^]*?\n  \}\n/,
    put: "  constructor(rootTransformer, tokens) {\n    super();\n    this.rootTransformer = rootTransformer;\n    this.tokens = tokens;\n  }\n",
  },
  { module: "transformers/TypeScriptTransformer", why: "fixed options", find: "this.isImportsTransformEnabled", put: "false", times: 2 },
  {
    module: D,
    why: "fixed options",
    find: /  constructor\(\n[^]*?\n  \}\n/,
    put: "  constructor(rootTransformer, tokens, options) {\n    super();\n    this.rootTransformer = rootTransformer;\n    this.tokens = tokens;\n    this.options = options;\n  }\n",
  },
  { module: D, why: "no import processor", find: "this.importProcessor", put: "null", times: 4 },
  { module: "transformers/Transformer", why: "no transformer of the set has any", dropMethods: ["getPrefixCode", "getHoistedCode", "getSuffixCode"] },
  { module: "transformers/NumericSeparatorTransformer", why: "indexOf for String.prototype.includes", find: 'code.includes("_")', put: 'code.indexOf("_") >= 0' },
];

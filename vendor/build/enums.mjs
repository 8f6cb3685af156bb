// Sucrase's enums, read from the installed package itself, and the text passes that put their
// values in place of `tt.name` and the like: in Duktape a property look-up on a module variable
// costs two hash look-ups, a number none.
import {createRequire} from "node:module";

const require = createRequire(import.meta.url);
const {TokenType} = require("sucrase/dist/parser/tokenizer/types.js");
const {ContextualKeyword} = require("sucrase/dist/parser/tokenizer/keywords.js");
const {IdentifierRole, JSXRole} = require("sucrase/dist/parser/tokenizer/index.js");
const {charCodes} = require("sucrase/dist/parser/util/charcodes.js");
const {READ_WORD_TREE} = require("sucrase/dist/parser/tokenizer/readWordTree.js");

export {TokenType, charCodes};

const enums = {
  tt: TokenType,
  TokenType,
  ContextualKeyword,
  IdentifierRole,
  JSXRole,
  charCodes,
  // Not exported by plugins/typescript.
  FunctionType: {TSFunctionType: 0, TSConstructorType: 1, TSAbstractConstructorType: 2},
};

/** Removes the enums' definitions and inlines every use. */
export function inlineEnums(code) {
  code = code.replace(
    /^(?:export )?var (\w+); \(function \(\1\) \{[^]*?\}\)\(\1 \|\| \(\1 = \{\}\)\);/gm,
    (text, name) => {
      if (!(name in enums)) throw new Error(`unknown enum ${name}`);
      return "";
    },
  );
  code = code.replace(
    /(?<![\w.$])(tt|TokenType|ContextualKeyword|IdentifierRole|JSXRole|charCodes|FunctionType)\.(\w+)/g,
    (text, name, key) => {
      const value = enums[name][key];
      if (typeof value !== "number") throw new Error(`no value for ${text}`);
      return String(value);
    },
  );
  return code;
}

/**
 * The words of Sucrase's keyword trie with their values, by walking the trie. A value is
 * `type << 1 | 1` for a keyword, `contextual keyword << 1` for a contextual one.
 */
export function keywords() {
  const words = [];
  (function walk(node, prefix) {
    if (READ_WORD_TREE[node] > -1) words.push([prefix, READ_WORD_TREE[node]]);
    for (let i = 1; i <= 26; i++) {
      const next = READ_WORD_TREE[node + i];
      if (next !== -1) walk(next, prefix + String.fromCharCode(96 + i));
    }
  })(0, "");
  return words;
}

/**
 * A hash of a word's length and of its first, last but one and last characters, without collisions
 * among the keywords. Found by trying; the order of trying is fixed.
 */
export function keywordHash() {
  const words = keywords().map(([word]) => word);
  for (let a = 1; a < 64; a++) {
    for (let b = 1; b < 64; b++) {
      for (let c = 1; c < 64; c++) {
        const hash = (word) => {
          const code = (i) => word.charCodeAt(i);
          const end = word.length;
          return (end * a + code(0) * b + code(end - 2) * c + code(end - 1)) & 1023;
        };
        if (new Set(words.map(hash)).size === words.length) return {a, b, c, hash};
      }
    }
  }
  throw new Error("no hash without collisions");
}

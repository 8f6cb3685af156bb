// The pass over the bundled code, where all modules share one scope: the parser's state becomes
// plain variables, and the smallest functions are expanded where they are called. A call costs
// Duktape about 70 ns, a variable of the enclosing scope 25 ns, a property of one 50 ns.

const fields = {
  potentialArrowAt: "-1",
  noAnonFunctionType: "false",
  inDisallowConditionalTypesContext: "false",
  tokens: "[]",
  scopes: "[]",
  pos: "0",
  type: "6144", // tt.eof
  contextualKeyword: "0",
  start: "0",
  end: "0",
  isType: "false",
  scopeDepth: "0",
  error: "null",
};

// What a snapshot keeps; of tokens and scopes it keeps the length. noAnonFunctionType is Flow's.
const kept = Object.keys(fields).filter((name) => name !== "noAnonFunctionType");
const isList = (name) => name === "tokens" || name === "scopes";

const prelude = `
let input_codes, input_length;
let ${kept.map((name) => `state_${name}`).join(", ")};
function resetState() {
  ${kept.map((name) => `state_${name} = ${fields[name]};`).join("\n  ")}
}
function snapshotState() {
  return [${kept.map((name) => `state_${name}${isList(name) ? ".length" : ""}`).join(", ")}];
}
function restoreState(snapshot) {
  ${kept.map((name, i) => `state_${name}${isList(name) ? ".length" : ""} = snapshot[${i}];`).join("\n  ")}
}
`;

const steps = [
  ["characters of the input come from an array of numbers", /\binput\.charCodeAt\(((?:[^()]|\([^()]*\))*)\)/g, "input_codes[$1]"],
  ["the input's length", /\binput\.length\b/g, "input_length"],
  ["snapshots", /\bstate\.snapshot\(\)/g, "snapshotState()"],
  ["snapshots", /\bstate\.restoreFromSnapshot\(/g, "restoreState("],
  ["state in variables", /(?<![\w.$])state\.(\w+)/g, (text, name) => {
    if (!kept.includes(name)) throw new Error(`unknown field ${text}`);
    return `state_${name}`;
  }],
  ["match", /(?<![\w.$]|function )match\(([\w$]+)\)/g, "(state_type === $1)"],
  ["isContextual", /(?<![\w.$]|function )isContextual\(([\w$]+)\)/g, "(state_contextualKeyword === $1)"],
  ["eat", /(?<![\w.$]|function )eat\(([\w$]+)\)/g, "(state_type === $1 && (next(), true))"],
  ["eatContextual", /(?<![\w.$]|function )eatContextual\(([\w$]+)\)/g, "(state_contextualKeyword === $1 && state_type === 5632 && (next(), true))"],
  ["finishToken", /(?<![\w.$])finishToken\((\d+)\);/g, "{ state_end = state_pos; state_type = $1; state_contextualKeyword = 0; }"],
  ["pushTypeContext(0)", /\bconst oldIsType = pushTypeContext\(0\);/g, "const oldIsType = state_isType; state_isType = true;"],
  ["popTypeContext", /(?<![\w.$]|function )popTypeContext\(oldIsType\);/g, "state_isType = oldIsType;"],
  ["default arguments whose absence reads the same", /\b(noIn|isWithinParens|noCalls|isFunctionScope|allowEmpty|allowModifiers|leftAlreadyParsed|optionalId) = false(?=[,)])/g, "$1"],
  ["TokenProcessor.matches1", /\b(this\.)?tokens\.matches1\((\d+)\)/g, "($1tokens.tokens[$1tokens.tokenIndex].type === $2)"],
  ["TokenProcessor.currentToken", /\b(this\.)?tokens\.currentToken\(\)/g, "$1tokens.tokens[$1tokens.tokenIndex]"],
  ["TokenProcessor.currentIndex", /\b(this\.)?tokens\.currentIndex\(\)/g, "$1tokens.tokenIndex"],
];

// How often each step matches, in their order.
const counts = [47, 19, 17, 24, 577, 231, 36, 99, 15, 43, 9, 26, 12, 70, 30, 48];

export function flatten(code) {
  steps.forEach(([why, pattern, put], i) => {
    const count = [...code.matchAll(pattern)].length;
    if (count !== counts[i]) throw new Error(`flatten "${why}": ${count} matches, expected ${counts[i]}`);
    code = code.replace(pattern, put);
  });
  // No other use of these may remain: it would have been missed above.
  const rest = [/\bcharCodeAt\(state_/, /(?<![\w.$-])state(?![\w$])(?!:)/, /\bIS_IDENTIFIER_/, /\bnoAnonFunctionType/,
    /(?<![\w.$]|function )(?:eat|match|isContextual|eatContextual)\(/,
    /\b(?:eat|match|next|state|input|isContextual|eatContextual|finishToken|popTypeContext|pushTypeContext)\$\d/];
  code = code.replace(/^const state = \{\};$/m, "");
  for (const pattern of rest) {
    const found = pattern.exec(code);
    if (found) throw new Error(`flatten: left over: ${code.slice(found.index - 60, found.index + 60)}`);
  }
  return prelude + code;
}

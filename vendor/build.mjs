// Makes sucrase.min.js: Sucrase's own ES modules, patched (build/patches-*.mjs), bundled by rollup
// into one scope, flattened (build/flatten.mjs), lowered to ES5 by TypeScript, minified by terser.
// The output depends on nothing but the files here and the packages that package-lock.json pins.
import {createHash} from "node:crypto";
import {readFileSync, writeFileSync} from "node:fs";
import {createRequire} from "node:module";
import {dirname, join, posix} from "node:path";
import {fileURLToPath} from "node:url";
import {rollup} from "rollup";
import {minify} from "terser";
import ts from "typescript";
import {inlineEnums} from "./build/enums.mjs";
import {flatten} from "./build/flatten.mjs";
import {patchModule} from "./build/patch.mjs";
import parserPatches from "./build/patches-parser.mjs";
import tokenizerPatches from "./build/patches-tokenizer.mjs";
import processorPatches from "./build/patches-processor.mjs";
import transformerPatches from "./build/patches-transformers.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const sucrase = dirname(require.resolve("sucrase/package.json"));
const version = "3.35.1";
if (require("sucrase/package.json").version !== version) throw new Error(`sucrase is not ${version}`);

const patches = [...tokenizerPatches, ...parserPatches, ...processorPatches, ...transformerPatches];
const used = new Set();

/** Modules that the fixed options never reach. Each export becomes a function that does nothing;
 *  none may be left after rollup has dropped what is unused, which shows that they are not reached. */
const stubs = new Set(["parser/plugins/flow"]);
const stubbed = [];

function loadModule(name) {
  let code = readFileSync(join(sucrase, "dist/esm", `${name}.js`), "utf8");
  if (stubs.has(name)) {
    const names = [...code.matchAll(/^export function (\w+)\(/gm)].map((match) => match[1]);
    stubbed.push(...names);
    return names.map((exported) => `export function ${exported}() {}`).join("\n");
  }
  code = patchModule(name, code, patches, used);
  code = inlineEnums(code);
  // The tables of identifier characters hold the complement (patches-tokenizer.mjs).
  code = code.replace(/\bIS_IDENTIFIER_(CHAR|START)\[([^[\]]*(?:\[[^\]]*\])?[^[\]]*)\]/g, "(NOT_IDENTIFIER_$1[$2] === 0)");
  return code.replace(/\bIS_IDENTIFIER_(CHAR|START)\b/g, "NOT_IDENTIFIER_$1");
}

// Rollup's names for modules never are paths on disk, so the output cannot depend on the folder.
const sources = {
  name: "sources",
  resolveId(id, importer) {
    if (id === "entry" || id.startsWith("polyfills/")) return `\0${id}`;
    if (id.startsWith("sucrase/")) return this.resolve(`./${id.slice(8)}`, "\0sucrase:x");
    const from = importer?.replace(/^\0sucrase:/, "") ?? "";
    const name = posix.join(posix.dirname(from), id);
    if (["parser", "parser/tokenizer", "parser/plugins/jsx"].includes(name)) return `\0sucrase:${name}/index`;
    return `\0sucrase:${name}`;
  },
  load(id) {
    if (id === "\0entry") return readFileSync(join(here, "build/entry.js"), "utf8");
    if (id.startsWith("\0polyfills/")) return readFileSync(join(here, id.slice(1)), "utf8");
    return loadModule(id.replace("\0sucrase:", ""));
  },
};

async function bundle() {
  const result = await rollup({
    input: "entry",
    plugins: [sources],
    treeshake: {moduleSideEffects: true},
    onwarn(warning) {
      // Sucrase's modules import each other, which is harmless: they only define functions.
      if (warning.code === "CIRCULAR_DEPENDENCY") return;
      // The enums' imports, all unused now; a used one would be an error, not a warning.
      if (warning.code === "MISSING_EXPORT") return;
      throw new Error(warning.message);
    },
  });
  const {output} = await result.generate({format: "es"});
  const unused = patches.filter((patch) => !used.has(patch));
  if (unused.length > 0) throw new Error(`patches of modules that are not bundled: ${unused.map((p) => p.module)}`);
  const reached = stubbed.filter((name) => new RegExp(`\\b${name}\\(`).test(output[0].code));
  if (reached.length > 0) throw new Error(`stubs are reached: ${reached}`);
  return output[0].code;
}

// Template literals become plain additions: TypeScript would call "".concat, a slow way in Duktape.
// Every substitution here is a string or a number, so + gives the same text.
function additions(context) {
  const {factory} = context;
  const visit = (node) => {
    node = ts.visitEachChild(node, visit, context);
    if (!ts.isTemplateExpression(node)) return node;
    let sum = factory.createStringLiteral(node.head.text);
    for (const span of node.templateSpans) {
      sum = factory.createAdd(sum, factory.createParenthesizedExpression(span.expression));
      if (span.literal.text !== "") sum = factory.createAdd(sum, factory.createStringLiteral(span.literal.text));
    }
    return factory.createParenthesizedExpression(sum);
  };
  return (file) => ts.visitNode(file, visit);
}

/** The passes in flatten.mjs go by text and must not find anything in comments. */
function withoutComments(code) {
  const compilerOptions = {allowJs: true, target: ts.ScriptTarget.ESNext, removeComments: true};
  return ts.transpileModule(code, {fileName: "bundle.js", compilerOptions}).outputText;
}

function lower(code) {
  const {outputText, diagnostics} = ts.transpileModule(code, {
    fileName: "bundle.js",
    reportDiagnostics: true,
    transformers: {before: [additions]},
    compilerOptions: {
      allowJs: true,
      target: ts.ScriptTarget.ES5,
      module: ts.ModuleKind.ESNext,
      removeComments: true,
      noEmitHelpers: true,
    },
  });
  if (diagnostics.length > 0) throw new Error(ts.flattenDiagnosticMessageText(diagnostics[0].messageText, "\n"));
  for (const helper of outputText.match(/\b__(?!proto|init)\w+(?=\()/g) ?? []) {
    if (helper !== "__extends") throw new Error(`TypeScript helper ${helper} is needed`);
  }
  return outputText;
}

const extendsHelper = `
function __extends(derived, base) {
  function Middle() { this.constructor = derived; }
  Middle.prototype = base.prototype;
  derived.prototype = new Middle();
}
`;

const banner = `/*! Sucrase ${version}, MIT licence, Copyright (c) 2012-2018 various contributors: see SUCRASE-LICENSE. Made by bazc's vendor/build.mjs: do not edit. */\n`;

const exported = /export \{ (\w+) as default \};\s*$/;
const flat = flatten(withoutComments(await bundle()));
const lowered = lower(flat);
if (!exported.test(lowered)) throw new Error("no default export in the bundle");
const script = `var bazc_transform = (function () {${extendsHelper}${lowered.replace(exported, "return $1;\n")}})();`;
if (process.argv.includes("--readable")) writeFileSync(join(here, "sucrase.readable.js"), script);

const {code: minified} = await minify(script, {
  ecma: 5,
  compress: {
    passes: 3,
    // A function that is used once would become a function expression at its call, which Duktape
    // creates anew on each call.
    reduce_funcs: false,
    inline: 1,
    unsafe_methods: false,
  },
  mangle: {reserved: ["bazc_transform"]},
  format: {ascii_only: true},
});

const text = `${banner}${minified}\n`;
const digest = createHash("sha256").update(text).digest("hex");
writeFileSync(join(here, "sucrase.min.js"), text);
writeFileSync(join(here, "sucrase.min.js.sha256"), `${digest}  sucrase.min.js\n`);
writeFileSync(join(here, "SUCRASE-LICENSE"), readFileSync(join(sucrase, "LICENSE")));
console.log(`sucrase.min.js: ${text.length} bytes, sha256 ${digest}`);

// TSX programs out of a grammar: all of ECMAScript, TypeScript and JSX, odd layouts included. Most are
// programs that Sucrase accepts.
//
// usage: node generate_programs.mjs [--seed S] [--count N]     prints programs, for a person to look at
import { parseOptions } from '../oracle/options.mjs';
import { makeRandom } from '../crash/random.mjs';
import { asText } from './compare.mjs';
import { addClasses } from './grammar/classes.mjs';
import { addDeclarations } from './grammar/declarations.mjs';
import { addExpressions } from './grammar/expressions.mjs';
import { addJsx } from './grammar/jsx.mjs';
import { makeLayout } from './grammar/layout.mjs';
import { addModules } from './grammar/modules.mjs';
import { addStatements } from './grammar/statements.mjs';
import { addTypes } from './grammar/types.mjs';
import { makeWords } from './grammar/words.mjs';

/** The state of one program, to which the files of grammar/ add a method for each nonterminal. */
function makeGrammar(random) {
  let fuel = 5 + random.upTo(random.chance(0.9) ? 60 : 250);
  let depth = 0;
  const deepest = 12;
  const g = {
    random,
    words: makeWords(random),
    // How much there is of what: a program that is full of a construct holds it within itself.
    typed: random.pick([0, 0.5, 1, 1, 2]),
    jsx: random.pick([0, 0.3, 1, 2, 6]),
    chains: random.pick([0.3, 1, 1, 5]),
    classes: random.pick([0.5, 1, 1, 4]),
    declarations: random.pick([0.5, 1, 1, 5]),
    decorated: random.pick([0, 1, 1, 6]),
    awaits: 0.1,
    inGenerator: false,
    inFunction: false,
    inClass: false,
    hasFuel: () => fuel > 0 && depth < deepest,
    maybe: (chance, make) => (random.chance(chance) && g.hasFuel() ? make() : []),
    some: (least, most, make) => Array.from({ length: least + Math.floor(random.upTo(most - least + 1)) }, () => (g.hasFuel() || least > 0 ? make() : [])),
    /** Separated by commas; `trailing` is the chance of one at the end. */
    list(least, most, make, trailing = 0.12) {
      const items = g.some(least, most, make).filter((item) => !Array.isArray(item) || item.length > 0);
      const separated = items.flatMap((item, index) => (index > 0 ? [',', item] : [item]));
      return items.length > 0 && random.chance(trailing) ? [...separated, ','] : separated;
    },
    /** Makes with some of the state changed. */
    within(changes, make) {
      const before = Object.fromEntries(Object.keys(changes).map((name) => [name, g[name]]));
      Object.assign(g, changes);
      try {
        return make();
      } finally {
        Object.assign(g, before);
      }
    },
    /**
     * A nonterminal: alternatives with their weights, which are functions where they follow the state,
     * and the `leaf` for when the fuel is used up.
     */
    rule(name, alternatives, leaf) {
      const weightOf = ([weight]) => (typeof weight === 'function' ? weight() : weight);
      g[name] = () => {
        if (!g.hasFuel()) return leaf();
        fuel -= 1;
        depth += 1;
        try {
          let at = random.upTo(alternatives.reduce((sum, alternative) => sum + weightOf(alternative), 0));
          for (const alternative of alternatives) {
            at -= weightOf(alternative);
            if (at < 0) return alternative[1]();
          }
          return leaf();
        } finally {
          depth -= 1;
        }
      };
    },
  };
  addTypes(g);
  addExpressions(g);
  addJsx(g);
  addStatements(g);
  addDeclarations(g);
  addClasses(g);
  addModules(g);
  return g;
}

/** One program; `random` is that of makeRandom. */
export function generateProgram(random) {
  const g = makeGrammar(random);
  const isModule = random.chance(0.6);
  const tokens = [];
  if (random.chance(0.03)) tokens.push(g.directives());
  if (isModule) tokens.push(g.some(0, 3, () => g.importDeclaration()));
  do {
    tokens.push(isModule && random.chance(0.25) ? g.exportDeclaration() : isModule && random.chance(0.03) ? g.importDeclaration() : g.statement());
  } while (g.hasFuel() && random.chance(0.75));
  if (isModule) tokens.push(g.some(0, 1, () => g.exportDeclaration()));
  const text = makeLayout(random).text(tokens);
  const prefix = random.chance(0.01) ? `#!/usr/bin/env node${random.pick(['\n', '\r\n', ' a?.b\n', '\u2028', ''])}` : random.chance(0.01) ? '\ufeff' : '';
  return asText(prefix + text);
}

if (import.meta.url === new URL(process.argv[1], 'file:').href) {
  const { seed, count } = parseOptions(process.argv.slice(2), { seed: 1, count: 10 });
  const random = makeRandom(seed);
  for (let n = 0; n < count; n += 1) console.log(`${generateProgram(random)}\n${'-'.repeat(40)}`);
}

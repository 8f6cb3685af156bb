// Delta debugging: the smallest program found that still shows the same kind of difference.
import { linesOf, tokensOf } from './source_pieces.mjs';

const candidatesAtOnce = 64;
const mostCandidates = 20_000; // of one source: an end, where no smaller program is in sight

/** `parts` without each of its runs of `length`, one after the other. */
function* shorter(parts, length) {
  for (let start = 0; start < parts.length; start += length) {
    yield [...parts.slice(0, start), ...parts.slice(start + length)];
  }
}

/** Brackets go in pairs, with or without what is between them. */
function* withoutPairs(parts) {
  const closers = { '(': ')', '[': ']', '{': '}', '<': '>' };
  for (const [open, text] of parts.entries()) {
    const closer = closers[text];
    if (closer === undefined) continue;
    let depth = 0;
    const close = parts.findIndex((other, index) => {
      if (index < open) return false;
      depth += other === text ? 1 : other === closer ? -1 : 0;
      return depth === 0;
    });
    if (close < 0) continue;
    yield [...parts.slice(0, open), ...parts.slice(close + 1)];
    yield [...parts.slice(0, open), ...parts.slice(open + 1, close), ...parts.slice(close + 1)];
    yield [...parts.slice(0, open + 1), ...parts.slice(close)];
  }
}

const cuts = [(source) => linesOf(source), (source) => tokensOf(source), (source) => [...source]];
const longestByCharacter = 400;

/**
 * The first of the candidates that differs as `difference` does, tried in batches. `budget.left` is
 * how many candidates may still be tried.
 */
async function firstThatDiffers(comparison, difference, candidates, budget) {
  let batch = [];
  const tried = async () => {
    budget.left -= batch.length;
    const found = (await comparison.differences(batch)).find((other) => other?.kind === difference.kind);
    batch = [];
    return found;
  };
  for (const parts of candidates) {
    if (budget.left <= batch.length) break;
    const source = parts.join('');
    if (source.length < difference.source.length) batch.push(source);
    if (batch.length < candidatesAtOnce) continue;
    const found = await tried();
    if (found !== undefined) return found;
  }
  return batch.length > 0 ? tried() : undefined;
}

/** A difference of the same kind with as small a source as was found. */
export async function shrink(comparison, difference) {
  const budget = { left: difference.kind === 'hang' ? candidatesAtOnce : mostCandidates };
  let smallest = difference;
  for (let isShrinking = true; isShrinking && budget.left > 0; ) {
    const before = smallest.source.length;
    for (const cut of cuts) {
      if (cut === cuts[2] && smallest.source.length > longestByCharacter) continue;
      let length = Math.max(1, cut(smallest.source).length >> 1);
      for (;;) {
        const parts = cut(smallest.source);
        const found = await firstThatDiffers(comparison, smallest, shorter(parts, length), budget);
        if (found !== undefined) smallest = found;
        else if (length === 1) break;
        else length = length >> 1;
      }
    }
    const found = await firstThatDiffers(comparison, smallest, withoutPairs(tokensOf(smallest.source)), budget);
    if (found !== undefined) smallest = found;
    isShrinking = smallest.source.length < before;
  }
  return smallest;
}

// Scenes that are known by a number: the source tells it, and the artifact follows from it. What
// bazc makes of them is not asked of bazc.
import { contentHash } from '../oracle/reference.mjs';

export const sourceOf = (number) => `export default function Scene(): any { return ${number}; }`;

export const hashOf = (number) => contentHash(Buffer.from(`export default function Scene() { return ${number}; }`));

/** Ids in no order of creation, as UUIDs are. */
export function makeId(random) {
  return Array.from({ length: 4 }, () => Math.floor(random.upTo(2 ** 32)).toString(16).padStart(8, '0')).join('-');
}

// Differences as files: candidates for tests/transform_cases.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shapeOf } from './source_pieces.mjs';

/** The differences that were written, one for each shape of a program. */
export class Reproducers {
  #directory;
  #shapes = new Set();

  constructor(directory) {
    this.#directory = directory;
  }

  get count() {
    return this.#shapes.size;
  }

  /**
   * Writes KIND-HASH.tsx with .expected (Sucrase's code or error), .actual and .txt (the explanation)
   * beside it; the path, or undefined where a difference of the same shape was written before.
   */
  write({ kind, source, explanation, expected, actual }) {
    const shape = `${kind} ${shapeOf(source)}`;
    if (this.#shapes.has(shape)) return undefined;
    this.#shapes.add(shape);
    mkdirSync(this.#directory, { recursive: true });
    const name = `${kind}-${createHash('sha256').update(shape).digest('hex').slice(0, 8)}`;
    const path = join(this.#directory, `${name}.tsx`);
    writeFileSync(path, source);
    writeFileSync(join(this.#directory, `${name}.expected`), expected);
    writeFileSync(join(this.#directory, `${name}.actual`), actual);
    writeFileSync(join(this.#directory, `${name}.txt`), `${explanation}\n`);
    return path;
  }
}

// A directory as bazc's store, and what is in it, seen from outside.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

function filesBelow(directory, below = '') {
  return readdirSync(join(directory, below), { withFileTypes: true }).flatMap((entry) => {
    const name = join(below, entry.name);
    return entry.isDirectory() ? filesBelow(directory, name) : [name];
  });
}

export class DirectoryStore {
  env = {};

  constructor(directory) {
    this.directory = directory;
    this.url = `file:${directory}`;
  }

  /** Every object: {key, bytes}. */
  async objects() {
    const keys = existsSync(this.directory) ? filesBelow(this.directory) : [];
    return keys.map((key) => ({ key, bytes: readFileSync(join(this.directory, key)) }));
  }
}

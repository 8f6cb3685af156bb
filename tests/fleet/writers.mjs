// People who write to the table while bazc works on it: several connections, each with rows of its
// own, so that what a writer wrote last is what has to be there. They run in a thread of their own:
// how long a statement took is not to depend on what else the test does.
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker, isMainThread, parentPort, workerData } from 'node:worker_threads';
import { makeRandom } from '../crash/random.mjs';
import { Database } from './database.mjs';
import { makeId } from './scenes.mjs';

const rowsOfATransaction = 3;
const numbersOfAWriter = 1_000_000;

class Writer {
  waits = []; // ms
  comeOrGone = []; // ids

  constructor(database, index, numbers, random) {
    Object.assign(this, { database, client: database.connect(), numbers, random });
    this.next = (index + 1) * numbersOfAWriter;
  }

  async work(edits, every) {
    for (let i = 0; i < edits; i += 1) {
      const begin = performance.now();
      await this.edit();
      const wait = performance.now() - begin;
      this.waits.push(wait);
      await sleep(Math.max(every - wait, 0)); // at its own pace, not as fast as it can
    }
    await this.client.close();
  }

  async edit() {
    const dice = this.random.upTo(100);
    if (dice < 8) return this.insert();
    if (dice < 16) return this.remove();
    if (dice < 26) return this.editSome();
    return this.editOne();
  }

  pick() {
    return this.random.pick([...this.numbers.keys()]);
  }

  async run(sql) {
    const changed = await this.client.value(sql);
    if (changed !== '1') throw new Error(`a writer changed ${changed} rows: ${sql}\n${this.client.complaints}`);
  }

  async editOne() {
    const id = this.pick();
    this.next += 1;
    await this.run(this.database.edit(id, this.next));
    this.numbers.set(id, this.next);
  }

  async editSome() {
    await this.client.rows('BEGIN');
    for (let i = 0; i < rowsOfATransaction; i += 1) await this.editOne();
    await this.client.rows('COMMIT');
  }

  async insert() {
    const id = makeId(this.random);
    this.next += 1;
    await this.run(this.database.insert(id, this.next));
    this.numbers.set(id, this.next);
    this.comeOrGone.push(id);
  }

  async remove() {
    const id = this.pick();
    await this.run(this.database.remove(id));
    this.numbers.delete(id);
    this.comeOrGone.push(id);
  }
}

/**
 * Lets a writer work on each of `parts`, Maps of ids to numbers; gives the waits of all, the ids
 * that came or went, and what has to be in the table now.
 */
export async function write({ kind, server: { host, port, user, password } }, parts, pace) {
  const thread = new Worker(new URL(import.meta.url), { workerData: { kind, server: { host, port, user, password }, parts, pace } });
  const [written] = await once(thread, 'message'); // or what it threw
  await thread.terminate();
  return written;
}

if (!isMainThread) {
  const { kind, server, parts, pace } = workerData;
  const database = new Database(kind, server);
  const writers = parts.map((part, i) => new Writer(database, i, part, makeRandom(pace.seed + i)));
  await Promise.all(writers.map((writer) => writer.work(pace.edits, pace.every)));
  parentPort.postMessage({
    waits: writers.flatMap(({ waits }) => waits),
    comeOrGone: writers.flatMap(({ comeOrGone }) => comeOrGone),
    numbers: new Map(writers.flatMap(({ numbers }) => [...numbers])),
  });
}

// A migration from SQLite to an S3 server, by bazc and by the same program in Node, in turns.
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { makeDatabase, sqlite } from '../tests/crash/sqlite.mjs';
import { run } from '../tests/oracle/bazc.mjs';
import { BucketStore } from '../tests/s3/bucket_store.mjs';
import { startRadosgw } from '../tests/s3/radosgw.mjs';
import { inTurns, measure, median, pairedRatio } from './measure.mjs';
import { makeFilmScene, smallGlobalScene } from './scenes.mjs';

const peer = fileURLToPath(new URL('peers/node_migrate.mjs', import.meta.url));
const examples = fileURLToPath(new URL('../examples/scenes', import.meta.url));
const publicUrl = 'https://scenes.example.com';
const comparedHeaders = ['content-type', 'cache-control', 'x-amz-meta-sha256'];

const numberedId = (n) => `scene-${String(n).padStart(8, '0')}`;

/** A database of scenes with bazc's columns, none of them compiled, to be copied. */
async function makeTemplate({ bazc }, directory, makeScene, count) {
  const database = join(directory, 'template.db');
  makeDatabase(database, Array.from({ length: count }, (_, n) => ({ id: numberedId(n), source: makeScene(n), deleted: false })));
  const init = await run(bazc, ['init', '--db', `sqlite:${database}`, '--store', `file:${join(directory, 'unused')}`]);
  if (init.code !== 0) throw new Error(`bazc init ends with ${init.code}: ${init.stderr}`);
  return database;
}

const commands = {
  bazc: ({ bazc }, database, store) => ({
    command: [bazc, 'migrate', '--db', `sqlite:${database}`, '--store', store.url, '--progress', 'none'],
    env: store.env,
  }),
  node: ({ modules }, database, store) => ({
    command: [process.execPath, peer, modules, database],
    env: { ...store.env, S3_ENDPOINT: store.client.endpoint.href, S3_REGION: store.client.credentials.region, S3_BUCKET: store.client.bucket },
  }),
};

async function contents(database, store) {
  const rows = sqlite(database, 'SELECT id, compiled_hash, compiled_url, compilation_error, compiled_at IS NULL AS undated FROM scenes ORDER BY id;');
  const objects = (await store.objects())
    .map(({ key, bytes, headers }) => ({ key, bytes, headers: comparedHeaders.map((name) => headers[name]) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  return { rows, objects };
}

/** An error unless both did the whole job, and the same: otherwise nothing is compared. */
function requireSameResults([one, other], count) {
  if (!one.rows.every((row) => row.compiled_hash && !row.undated) || one.rows.length !== count || one.objects.length !== count) {
    throw new Error(`not every one of the ${count} scenes was migrated`);
  }
  const row = one.rows.find((mine, index) => !isDeepStrictEqual(mine, other.rows[index]));
  if (row) throw new Error(`bazc and its peer recorded different things for ${row.id}`);
  if (!isDeepStrictEqual(one.objects, other.objects)) throw new Error('bazc and its peer stored different objects');
}

/** What measure() gave of bazc in each round, and of its peer. */
async function compareMigrations(options, scratch, { name, makeScene, count }) {
  const directory = join(scratch, `migration-${name}`);
  mkdirSync(directory);
  const template = await makeTemplate(options, directory, makeScene, count);

  const migrate = (who) => async (round, server) => {
    const database = join(directory, `${who}-${round}.db`);
    copyFileSync(template, database);
    const store = new BucketStore(server, `${who}-${round}`);
    await store.client.succeed('PUT', '');
    const { command, env } = commands[who](options, database, store);
    const measured = await measure(command, { env: { ...env, R2_PUBLIC_URL: publicUrl } });
    return { ...measured, database, store };
  };
  // The server is new in each round: its memory grows with every object.
  const results = await inTurns(options.rounds, Object.keys(commands).map(migrate), async (round, migrateBoth) => {
    const server = await startRadosgw();
    try {
      const [mine, others] = await migrateBoth(round, server);
      requireSameResults([await contents(mine.database, mine.store), await contents(others.database, others.store)], count);
    } finally {
      await server.stop();
    }
  });
  rmSync(directory, { recursive: true });
  return results;
}

/** Rows of the table: name, bazc, peer, ratio. */
export async function measureMigrations(options, scratch) {
  const rows = [];
  const kinds = [
    { name: `${options.scenes} scenes of 0.3 KB`, makeScene: smallGlobalScene, count: options.scenes },
    { name: `${options.films} scenes of 6 KB`, makeScene: makeFilmScene(examples), count: options.films },
  ];
  for (const kind of kinds) {
    const [bazc, node] = await compareMigrations(options, scratch, kind);
    const add = (name, value, digits, unit, meaning) => {
      const [ours, theirs] = [bazc, node].map((runs) => runs.map(value));
      const { ratio, range } = pairedRatio(ours, theirs);
      const cells = [ours, theirs].map((values) => `${median(values).toFixed(digits)}${unit}`);
      rows.push([name, ...cells, `${ratio.toFixed(2)} x ${meaning} (${range})`]);
    };
    add(`${kind.name} to S3, scenes a second`, ({ seconds }) => kind.count / seconds, 0, '', 'as many');
    add('  processor time of a scene', ({ cpuSeconds }) => (cpuSeconds / kind.count) * 1000, 2, ' ms', 'the time');
    add('  peak memory', ({ mebibytes }) => mebibytes, 0, ' MiB', 'the memory');
  }
  return rows;
}

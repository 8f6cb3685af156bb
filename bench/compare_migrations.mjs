// The same migration to an S3 server by several programs, in turns.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { BucketStore } from '../tests/s3/bucket_store.mjs';
import { startRadosgw } from '../tests/s3/radosgw.mjs';
import { inTurns, measureTogether, median, pairedRatio } from './measure.mjs';
import { makeFilmScene, smallGlobalScene } from './scenes.mjs';

const peer = fileURLToPath(new URL('peers/node_migrate.mjs', import.meta.url));
const examples = fileURLToPath(new URL('../examples/scenes', import.meta.url));
const publicUrl = 'https://scenes.example.com';
const comparedHeaders = ['content-type', 'cache-control', 'x-amz-meta-sha256'];

/** The scenes that are migrated: what the small ones and the large ones are called, made by and counted. */
export const kindsOfScenes = ({ scenes, films }) => [
  { name: `${scenes} scenes of 0.3 KB`, makeScene: smallGlobalScene, count: scenes },
  { name: `${films} scenes of 6 KB`, makeScene: makeFilmScene(examples), count: films },
];

/** Processes of bazc that share the table; they write a report where there are several. */
export const inBazc = (processes = 1) => ({
  name: `bazc-${processes}`,
  run: async ({ bazc }, scenes, store, directory) => {
    const command = [bazc, 'migrate', '--db', scenes.url, '--store', store.url, '--progress', 'none'];
    const reports = Array.from({ length: processes }, (_, n) => join(directory, `report-${n}.json`));
    const measured = await measureTogether(reports.map((file) => [...command, '--report', file]), { env: { ...store.env, R2_PUBLIC_URL: publicUrl } });
    const twice = reports.map((file) => JSON.parse(readFileSync(file, 'utf8')).counts.already_recorded);
    return { ...measured, twice: twice.reduce((sum, count) => sum + count, 0) };
  },
});

export const inNode = {
  name: 'node',
  run: ({ modules }, scenes, { client, env }) =>
    measureTogether([[process.execPath, peer, modules, scenes.location]], {
      env: {
        ...env,
        ...{ S3_ENDPOINT: client.endpoint.href, S3_REGION: client.credentials.region, S3_BUCKET: client.bucket },
        R2_PUBLIC_URL: publicUrl,
      },
    }),
};

async function contents(scenes, store) {
  const rows = await scenes.results();
  // By the rows' hashes: such a server has no list of its objects.
  const hashes = rows.map((row) => row.compiled_hash).filter(Boolean);
  const objects = (await store.read(hashes.map((hash) => `components/${hash}.js`)))
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

/**
 * Lets each of `programs` (inBazc(), inNode) migrate a copy of `template`, SqliteScenes or the like,
 * in each round; gives for each of them what was measured in the rounds.
 */
export async function compareMigrations(options, scratch, { template, count, programs }) {
  const directory = join(scratch, 'reports');
  mkdirSync(directory);
  const migrate = (program) => async (round, server) => {
    const name = `${program.name}-${round}`;
    const scenes = await template.copy(name);
    const store = new BucketStore(server, name);
    await store.client.succeed('PUT', '');
    const measured = await program.run(options, scenes, store, directory);
    return { ...measured, scenes, store };
  };
  // The server is new in each round: its memory grows with every object. What it takes is to be
  // bound by the programs, as far as can be.
  const results = await inTurns(options.rounds, programs.map(migrate), async (round, migrateAll) => {
    const server = await startRadosgw({ fast: true });
    try {
      const [first, ...others] = await migrateAll(round, server);
      const due = await contents(first.scenes, first.store);
      for (const { scenes, store } of others) requireSameResults([due, await contents(scenes, store)], count);
      for (const { scenes } of [first, ...others]) await scenes.remove();
    } finally {
      await server.stop();
    }
  });
  rmSync(directory, { recursive: true });
  return results;
}

const measures = [
  { value: ({ seconds }, count) => count / seconds, digits: 0, unit: '', meaning: 'as many' },
  { name: 'processor time of a scene', value: ({ cpuSeconds }, count) => (cpuSeconds / count) * 1000, digits: 2, unit: ' ms', meaning: 'the time' },
  { name: 'peak memory', value: ({ mebibytes }) => mebibytes, digits: 0, unit: ' MiB', meaning: 'the memory' },
];

/** Rows of the table for the rounds of one program beside those of another one. */
export function rowsBeside(heading, count, ours, theirs) {
  return measures.map(({ name, value, digits, unit, meaning }) => {
    const [mine, others] = [ours, theirs].map((runs) => runs.map((measured) => value(measured, count)));
    const { ratio, range } = pairedRatio(mine, others);
    const cells = [mine, others].map((values) => `${median(values).toFixed(digits)}${unit}`);
    return [name ? `  ${name}` : heading, ...cells, `${ratio.toFixed(2)} x ${meaning} (${range})`];
  });
}

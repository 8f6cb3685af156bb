// A migration from PostgreSQL: to an S3 server beside the same program in Node, by several processes
// that share the table, and of many rows.
import { compareMigrations, inBazc, inNode, kindsOfScenes, rowsBeside } from './compare_migrations.mjs';
import { measureGrowth } from './memory.mjs';
import { PostgresServer } from './postgres_scenes.mjs';
import { smallScene } from './scenes.mjs';

const fleets = [2, 4]; // processes
const fewRows = 10_000;
const distinctSources = 1000; // of many rows: an object each, whose file waits for the disk

/** Rows of the table for a fleet beside one process. */
function rowsOfFleet(processes, count, fleet, one) {
  const rows = rowsBeside(`  ${processes} processes on one table, beside one`, count, fleet, one).map(([name, ...cells]) => [`  ${name}`, ...cells]);
  const twice = fleet.map((run) => run.twice / count);
  return [...rows, ['      compiled by two of them', `${(Math.max(...twice) * 100).toFixed(2)}%`, '', 'in the worst round']];
}

async function measureBesideNode(server, options, scratch) {
  const rows = [];
  for (const [index, { name, makeScene, count }] of kindsOfScenes(options).entries()) {
    const sources = Array.from({ length: count }, (_, n) => makeScene(n));
    const template = await server.make(options, `template-${index}`, sources, count);
    // The smaller a scene, the more of its time is the database's, and the claims'.
    const more = index === 0 ? fleets : [];
    const programs = [inBazc(), inNode, ...more.map(inBazc)];
    const [bazc, node, ...ofFleets] = await compareMigrations(options, scratch, { template, count, programs });
    rows.push(...rowsBeside(`${name} from PostgreSQL to S3, scenes a second`, count, bazc, node));
    rows.push(...more.flatMap((processes, n) => rowsOfFleet(processes, count, ofFleets[n], bazc)));
    await template.remove();
  }
  return rows;
}

/** {rows, holds}: rows of the table, and whether memory is flat. */
export async function measureDatabases(options, scratch) {
  const server = await PostgresServer.start(options);
  try {
    const rows = await measureBesideNode(server, options, scratch);
    const sources = Array.from({ length: distinctSources }, (_, n) => smallScene(n));
    const makeScenes = (_, count) => server.make(options, `rows-${count}`, sources, count);
    const growth = await measureGrowth(options, scratch, { what: 'rows of PostgreSQL', counts: [fewRows, options.rows], makeScenes });
    return { rows: [...rows, ...growth.rows], holds: growth.holds };
  } finally {
    await server.stop();
  }
}

// The examples for databases, a CI service and a cluster do what they say: the YAML is what such a
// service takes, its commands run for real, one after another, and migrate a database; the SQL runs
// on a real server, leaves `bazc init` nothing to do, and its user can migrate.
//
// usage: node examples_test.mjs --bazc BIN --modules DIR --examples DIR
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { cleanEnvironment } from '../crash/round.mjs';
import { sqlite } from '../crash/sqlite.mjs';
import { startMariadb } from '../databases/mariadb.mjs';
import { startPostgres } from '../databases/postgres.mjs';
import { sourceOf } from '../fleet/scenes.mjs';
import { parseOptions } from '../oracle/options.mjs';
import { requireFrom } from '../oracle/reference.mjs';
import { Tally } from '../oracle/tally.mjs';

const scenes = 40;

/** Output of a program that has to end well. */
function output(command, args, options = {}) {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'], ...options });
  } catch (error) {
    throw new Error(`${[command, ...args].join(' ')}: ${error.stderr || error.message}`);
  }
}

/** A directory with a database of scenes, and the environment that names it and its store to bazc. */
class Place {
  constructor(scratch, name, bazc) {
    this.directory = join(scratch, name);
    this.database = join(this.directory, 'scenes.db');
    mkdirSync(join(this.directory, 'bin'), { recursive: true });
    mkdirSync(join(this.directory, 'bucket'));
    const rows = Array.from({ length: scenes }, (_, i) => `('scene-${i}', '${sourceOf(i)}', '2026-01-01')`);
    sqlite(this.database, `CREATE TABLE scenes (id TEXT PRIMARY KEY NOT NULL, tsx_code TEXT, updated_at TIMESTAMP); INSERT INTO scenes VALUES ${rows.join(', ')};`);
    this.env = { ...cleanEnvironment(), PATH: `${dirname(bazc)}:${process.env.PATH}`, BAZC_DB: 'sqlite:scenes.db', BAZC_STORE: 'file:bucket' };
  }

  run(command, args, more = {}) {
    return output(command, args, { cwd: this.directory, env: { ...this.env, ...more } });
  }

  compiled() {
    return sqlite(this.database, 'SELECT count(compiled_hash) AS n FROM scenes;')[0].n;
  }
}

/** Runs the jobs in the order of their needs; each step once for each value of the matrix. */
function checkWorkflow(workflow, place) {
  for (const name of ['on', 'jobs']) if (workflow[name] === undefined) throw new Error(`no '${name}'`);
  const done = new Set();
  let commands = 0;
  for (const [name, job] of Object.entries(workflow.jobs)) {
    for (const needed of [job.needs ?? []].flat()) if (!done.has(needed)) throw new Error(`job ${name} needs ${needed}, which comes later or never`);
    if (typeof job['runs-on'] !== 'string' || !Array.isArray(job.steps)) throw new Error(`job ${name} has no runs-on or no steps`);
    for (const shard of job.strategy?.matrix.shard ?? [undefined]) {
      for (const { run } of job.steps) {
        if (run === undefined) continue;
        const script = run.replaceAll('${{ matrix.shard }}', shard);
        if (script.includes('${{')) throw new Error(`an expression is left in: ${script}`);
        place.run('sh', ['-euc', script]);
        commands += 1;
      }
    }
    done.add(name);
  }
  if (commands < 4) throw new Error(`${commands} commands only`);
  if (place.compiled() !== scenes) throw new Error(`${place.compiled()} of ${scenes} scenes are compiled`);
}

/** Runs each pod of an indexed job. */
function checkJob(job, place) {
  if (job.apiVersion !== 'batch/v1' || job.kind !== 'Job' || job.spec.completionMode !== 'Indexed') throw new Error('no indexed job');
  const { containers, restartPolicy } = job.spec.template.spec;
  if (!['OnFailure', 'Never'].includes(restartPolicy)) throw new Error(`restartPolicy: ${restartPolicy}`);
  const [{ command, args, env }] = containers;
  if (env[0].name !== 'JOB_COMPLETION_INDEX') throw new Error('JOB_COMPLETION_INDEX is not in the environment');
  place.run('bazc', ['init']);
  for (let index = 0; index < job.spec.completions; index += 1) {
    const [program, ...rest] = [...command, ...args].map((word) => word.replaceAll('$(JOB_COMPLETION_INDEX)', index));
    place.run(program, rest);
    if (index === 0 && (place.compiled() === 0 || place.compiled() === scenes)) throw new Error(`the first pod compiled ${place.compiled()} scenes`);
  }
  if (place.compiled() !== scenes) throw new Error(`${place.compiled()} of ${scenes} scenes are compiled`);
}

/** `run(sql)` and `run(sql, user)` run SQL on the server; `urlOf(user)`. */
function checkSql(sql, { run, urlOf, isEdit }, place) {
  run(sql);
  run(sql); // again: all of it may be there
  const nothing = place.run('bazc', ['init', '--dry-run'], { BAZC_DB: urlOf(), BAZC_STORE: '' });
  if (nothing !== '') throw new Error(`bazc init has more to do: ${nothing}`);
  run(isEdit.insert);
  const as = { BAZC_DB: urlOf('bazc') };
  place.run('bazc', ['migrate'], as);
  place.run('bazc', ['migrate', '--check', '--stale'], as);
  run(isEdit.update);
  if (!place.run('bazc', ['status', '--json'], { ...as, BAZC_STORE: '' }).includes('"stale":1')) throw new Error('an edit is not told by updated_at');
  place.run('bazc', ['migrate', '--stale'], as);
  for (const query of sql.match(/^SELECT count\(\*\)[^,;]*;/gm)) place.run('bazc', ['migrate', '--throttle-query', query.slice(0, -1), '--run-time', '1s'], as);
}

const options = parseOptions(process.argv.slice(2), { bazc: '', modules: '', examples: '' });
const bazc = resolve(options.bazc);
const { parse } = requireFrom(options.modules)('yaml');
const read = (name) => readFileSync(join(options.examples, name), 'utf8');
const tally = new Tally();
const scratch = mkdtempSync(join(tmpdir(), 'bazc-examples-'));
const servers = [];
const check = async (name, test) => {
  try {
    await test();
    tally.pass();
  } catch (error) {
    tally.fail(name, error.message);
  }
};
try {
  await check('github-actions.yml', () => checkWorkflow(parse(read('github-actions.yml')), new Place(scratch, 'workflow', bazc)));
  await check('kubernetes-job.yaml', () => checkJob(parse(read('kubernetes-job.yaml')), new Place(scratch, 'job', bazc)));
  await check('postgres.sql', async () => {
    const server = await startPostgres();
    servers.push(server);
    const psql = (sql) => output('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', `postgresql://${server.user}@${server.host}:${server.port}/postgres`], { input: sql, env: { PATH: process.env.PATH, PGPASSWORD: server.password } });
    const run = (sql) => psql(sql);
    run('CREATE ROLE bazc LOGIN');
    run(`ALTER ROLE bazc PASSWORD '${server.password}'`);
    const isEdit = {
      insert: `INSERT INTO scenes (tsx_code) VALUES ('${sourceOf(1)}'), ('${sourceOf(2)}')`,
      update: `UPDATE scenes SET tsx_code = '${sourceOf(3)}' WHERE tsx_code = '${sourceOf(1)}'`,
    };
    checkSql(read('postgres.sql'), { run, isEdit, urlOf: (user) => (user ? server.url.replace(`//${server.user}:`, `//${user}:`) : server.url) }, new Place(scratch, 'postgres', bazc));
  });
  await check('mysql.sql', async () => {
    const server = await startMariadb();
    servers.push(server);
    const run = (sql) => output('mariadb', ['--no-defaults', '-h', server.host, '-P', `${server.port}`, '-u', server.user, 'scenes'], { input: sql, env: { PATH: process.env.PATH, MYSQL_PWD: server.password } });
    run(`CREATE USER bazc IDENTIFIED BY '${server.password}'`);
    const isEdit = {
      insert: `INSERT INTO scenes (id, tsx_code) VALUES ('1', '${sourceOf(1)}'), ('2', '${sourceOf(2)}')`,
      update: `UPDATE scenes SET tsx_code = '${sourceOf(3)}' WHERE id = '1'`,
    };
    checkSql(read('mysql.sql'), { run, isEdit, urlOf: (user) => (user ? server.url.replace(`//${server.user}:`, `//${user}:`) : server.url) }, new Place(scratch, 'mysql', bazc));
  });
} finally {
  await Promise.all(servers.map((server) => server.stop()));
  rmSync(scratch, { recursive: true, force: true });
}
process.exit(tally.close());

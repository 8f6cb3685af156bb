// Every line that `bazc migrate --progress json` writes to standard error is an event of the schema
// in docs/progress-events.md, and so is every example there. What it takes a fleet or an outage that
// ends to see is in tests/unit/cli/migration_display_test.cpp, which writes the page's examples.
//
// usage: node progress_events.mjs --bazc BIN --modules DIR
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { cleanEnvironment } from '../crash/round.mjs';
import { makeDatabase, sqlite } from '../crash/sqlite.mjs';
import { parseOptions } from './options.mjs';
import { requireFrom } from './reference.mjs';
import { Tally } from './tally.mjs';

const options = parseOptions(process.argv.slice(2), { bazc: '', modules: '' });
const bazc = resolve(options.bazc);
const page = readFileSync(fileURLToPath(new URL('../../docs/progress-events.md', import.meta.url)), 'utf8');
const schema = JSON.parse(page.match(/^```json\n([^]*?)^```/m)[1]);
const examples = page.match(/^```jsonl\n([^]*?)^```/m)[1].trim().split('\n').map((line) => JSON.parse(line));
const listed = new Set(page.match(/^\| `.*$/gm).flatMap((row) => row.split('|')[1].match(/\w+/g)));
const Ajv = requireFrom(options.modules)('ajv');
const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);

const good = (n) => `export default function Scene(): any { return ${n}; }\n`;
// Some thousand lines: whatever the machine, Sucrase needs more than a millisecond for them.
const large = `export default function Scene() {\n${Array.from({ length: 4000 }, (_, i) => `  const v${i}: number = ${i};\n`).join('')}  return null;\n}\n`;

/** Runs a migration in `directory`; `onEvent` is told each event as it comes. */
function migrate(directory, args, onEvent = () => {}) {
  return new Promise((done, failed) => {
    const child = spawn(bazc, ['migrate', '--db', 'sqlite:scenes.db', '--store', 'file:bucket', '--progress', 'json', ...args], { cwd: directory, env: cleanEnvironment(), stdio: ['ignore', 'ignore', 'pipe'] });
    const events = [];
    const others = [];
    const lines = createInterface({ input: child.stderr });
    const closed = new Promise((end) => lines.on('close', end));
    lines.on('line', (line) => {
      if (!line.startsWith('{')) return others.push(line);
      events.push(JSON.parse(line));
      return onEvent(events.at(-1));
    });
    child.on('error', failed);
    child.on('close', async (code) => {
      await closed;
      done({ code, events, others });
    });
  });
}

const tally = new Tally();
const scratch = mkdtempSync(join(tmpdir(), 'bazc-events-'));
const seen = new Set();

/** A directory with a database of `sources` and a store. */
function place(name, sources) {
  const directory = join(scratch, name);
  mkdirSync(join(directory, 'bucket'), { recursive: true });
  makeDatabase(join(directory, 'scenes.db'), sources.map((source, i) => ({ id: `${i}`.padStart(3, '0'), source })));
  sqlite(join(directory, 'scenes.db'), 'ALTER TABLE scenes ADD COLUMN compiled_url TEXT; ALTER TABLE scenes ADD COLUMN compiled_hash VARCHAR(16); ALTER TABLE scenes ADD COLUMN compiled_at TIMESTAMP; ALTER TABLE scenes ADD COLUMN compilation_error TEXT;');
  return directory;
}

function check(name, events, wanted) {
  for (const event of events) {
    seen.add(event.event);
    tally.check(`${name}: ${JSON.stringify(event)}`, validate(event) ? undefined : JSON.stringify(validate.errors));
  }
  const kinds = events.map(({ event }) => event);
  for (const kind of wanted) tally.check(`${name}: ${kind}`, kinds.includes(kind) ? undefined : `not among ${kinds.join(' ')}`);
  tally.check(`${name}: order`, kinds[0] === 'started' && kinds.at(-1) === 'end' ? undefined : kinds.join(' '));
}

try {
  const all = place('all', ['const x = = 1\n', large, ...Array.from({ length: 50 }, (_, i) => good(i))]);
  const pause = join(all, 'pause');
  writeFileSync(pause, '');
  const run = await migrate(all, ['--engine', 'sucrase', '--slow', '1ms', '--rate', '20', '--throttle-file', 'pause'], ({ event }) => {
    if (event === 'paused' && existsSync(pause)) rmSync(pause);
  });
  check('a run', run.events, ['started', 'paused', 'resumed', 'scene_failed', 'scene_slow', 'progress', 'end']);
  tally.check('a run: its exit code', run.code === 4 ? undefined : `${run.code}`);
  const end = run.events.at(-1);
  tally.check('a run: what came of it', end.done === 52 && end.failed === 1 && end.total === 52 ? undefined : JSON.stringify(end));
  const failed = run.events.find(({ event }) => event === 'scene_failed');
  tally.check('a run: the failure', failed.scene === '000' && failed.error.kind === 'syntax' && failed.error.line === 1 ? undefined : JSON.stringify(failed));
  const told = run.events.filter(({ event }) => event === 'progress').map((event) => event.elapsed_seconds);
  tally.check('a run: progress at most once a second', told.every((time, i) => i === 0 || time - told[i - 1] >= 0.999) ? undefined : told.join(' '));

  const many = await migrate(place('many', Array.from({ length: 60 }, (_, i) => `const x${i} = = 1\n`)), []);
  check('many failures', many.events, ['scene_failed']);
  const failures = many.events.filter(({ event }) => event === 'scene_failed').length;
  tally.check('many failures: the first 20', failures === 20 && many.events.at(-1).failed === 60 ? undefined : `${failures}`);

  const broken = place('broken', [good(1)]);
  writeFileSync(join(broken, 'bucket', 'components'), 'no directory');
  const outage = await migrate(broken, ['--max-lag', '10']);
  check('an outage', outage.events.filter(({ event }) => event !== 'warning'), ['store_failed']);
  const warning = outage.events.find(({ event }) => event === 'warning');
  tally.check('an outage: a warning', warning && validate(warning) ? undefined : JSON.stringify(outage.events));
  tally.check('an outage: the error is for people', outage.code === 3 && outage.others[0]?.startsWith('error: ') ? undefined : `${outage.code} ${outage.others}`);

  for (const example of examples) tally.check(`the page's ${example.event}`, validate(example) ? undefined : JSON.stringify(validate.errors));
  for (const event of listed) tally.check(`the page shows ${event}`, examples.some((example) => example.event === event) ? undefined : 'no');
  for (const event of seen) tally.check(`the page lists ${event}`, listed.has(event) ? undefined : 'no');

  // The schema refuses what is no event.
  for (const wrong of [{ ...end, more: 1 }, { ...end, done: -1 }, { event: 'other' }, { ...failed, scene: 7 }, { ...failed, error: {} }, { event: 'paused' }]) {
    tally.check(`refused: ${JSON.stringify(wrong)}`, validate(wrong) ? 'valid' : undefined);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
process.exitCode = tally.close();

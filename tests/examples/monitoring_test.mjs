// examples/alerts.yml and examples/dashboard.json are about metrics that bazc has: each name is one
// of core/metrics/metric_names.hpp, which a real run is held against; each label exists; and promtool
// takes every expression, and finds that the alerts fire when they should and not otherwise.
//
// usage: node monitoring_test.mjs --bazc BIN --modules DIR --examples DIR --names HEADER
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cleanEnvironment } from '../crash/round.mjs';
import { makeDatabase } from '../crash/sqlite.mjs';
import { parseOptions } from '../oracle/options.mjs';
import { requireFrom } from '../oracle/reference.mjs';
import { Tally } from '../oracle/tally.mjs';

const options = parseOptions(process.argv.slice(2), { bazc: '', modules: '', examples: '', names: '' });
const { parse } = requireFrom(options.modules)('yaml');
const read = (name) => readFileSync(join(options.examples, name), 'utf8');
const tally = new Tally();
const scratch = mkdtempSync(join(tmpdir(), 'bazc-monitoring-'));

function run(program, args, cwd = scratch) {
  const { error, status, stdout, stderr } = spawnSync(program, args, { cwd, env: cleanEnvironment(), encoding: 'utf8' });
  if (error) throw new Error(`cannot run ${program}: ${error.message}`);
  return { status, text: stdout + stderr };
}

/** Name to type, of the header. */
function declaredMetrics() {
  const header = readFileSync(options.names, 'utf8');
  return new Map([...header.matchAll(/"(bazc_\w+)",\s*MetricType::(\w+)/g)].map(([, name, type]) => [name, type]));
}

/** The same of a real run's file. */
function realMetrics() {
  makeDatabase(join(scratch, 'scenes.db'), [{ id: 'a', source: 'export default function A(): any { return 1; }\n' }]);
  mkdirSync(join(scratch, 'bucket'));
  const where = ['--db', 'sqlite:scenes.db', '--store', 'file:bucket'];
  for (const args of [['init', ...where], ['migrate', ...where, '--metrics-file', 'bazc.prom']]) {
    const { status, text } = run(resolve(options.bazc), args);
    if (status !== 0) throw new Error(`bazc ${args[0]}: ${text}`);
  }
  const lines = readFileSync(join(scratch, 'bazc.prom'), 'utf8').split('\n');
  return new Map(lines.map((line) => line.match(/^# TYPE (\w+) (\w+)$/)).filter(Boolean).map(([, name, type]) => [name, type]));
}

const labels = new Set(['result', 'error_kind', 'outcome', 'cache', 'operation', 'status', 'le', 'instance', 'file']);

/** What is wrong with the names in an expression; nothing where all of them exist. */
function wrongIn(expression, declared) {
  const samples = new Set(['node_textfile_mtime_seconds']);
  for (const [name, type] of declared) for (const suffix of type === 'histogram' ? ['_bucket', '_sum', '_count'] : ['']) samples.add(name + suffix);
  const names = expression.match(/\b(?:bazc|node)_\w+/g) ?? [];
  if (names.length === 0) return 'names no metric';
  const matched = [...expression.matchAll(/[{,]\s*(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, label]) => label);
  const grouped = [...expression.matchAll(/\b(?:by|on|without|ignoring)\s*\(([^)]*)\)/g)].flatMap(([, list]) => list.split(',').map((label) => label.trim()));
  const unknown = [...names.filter((name) => !samples.has(name)), ...[...matched, ...grouped].filter((label) => !labels.has(label))];
  return unknown.length === 0 ? undefined : `unknown: ${unknown.join(', ')}`;
}

try {
  const declared = declaredMetrics();
  tally.check('the header', declared.size > 10 ? undefined : `${declared.size} metrics only`);
  for (const [name, type] of realMetrics()) tally.check(`of a real run: ${name}`, declared.get(name) === type ? undefined : `declared as ${declared.get(name)}, is ${type}`);

  const alerts = parse(read('alerts.yml')).groups.flatMap(({ rules }) => rules);
  for (const { alert, expr } of alerts) tally.check(alert, wrongIn(expr, declared));
  const ruleCheck = run('promtool', ['check', 'rules', resolve(options.examples, 'alerts.yml')]);
  tally.check('promtool check rules', ruleCheck.status === 0 ? undefined : ruleCheck.text);
  const casesFile = fileURLToPath(new URL('alerts_cases.yml', import.meta.url));
  const cases = run('promtool', ['test', 'rules', casesFile]);
  tally.check('promtool test rules', cases.status === 0 ? undefined : cases.text);
  const tested = new Set(parse(readFileSync(casesFile, 'utf8')).tests.flatMap((test) => test.alert_rule_test.map(({ alertname }) => alertname)));
  for (const { alert } of alerts) tally.check(`${alert} has a case`, tested.has(alert) ? undefined : 'none');

  const dashboard = JSON.parse(read('dashboard.json'));
  const expressions = dashboard.panels.flatMap((panel) => panel.targets.map(({ expr }) => ({ title: panel.title, expr })));
  for (const { title, expr } of expressions) tally.check(`panel '${title}'`, wrongIn(expr, declared));
  const ids = dashboard.panels.map(({ id }) => id);
  tally.check('panels have ids of their own', new Set(ids).size === ids.length ? undefined : ids.join(' '));
  for (const { name, query } of dashboard.templating.list.filter(({ type }) => type === 'query')) tally.check(`variable ${name}`, wrongIn(query, declared));
  // As rules, since promtool checks no single expression.
  const rules = expressions.map(({ expr }, i) => ({ record: `panel_${i}`, expr: expr.replaceAll('$__rate_interval', '5m').replaceAll('$instance', '.*') }));
  writeFileSync(join(scratch, 'panels.yml'), JSON.stringify({ groups: [{ name: 'panels', rules }] }));
  const panels = run('promtool', ['check', 'rules', 'panels.yml']);
  tally.check('promtool takes the panels', panels.status === 0 ? undefined : panels.text);

  for (const wrong of ['rate(bazc_none_total[5m])', 'bazc_compile_duration_seconds', 'bazc_run_active{pod="a"}', 'sum by (pod) (bazc_run_active)', 'up']) {
    tally.check(`found wrong: ${wrong}`, wrongIn(wrong, declared) === undefined ? 'it is not' : undefined);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
process.exitCode = tally.close();

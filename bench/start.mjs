// One file from a cold start, beside esbuild's own binary.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { requireFrom } from '../tests/oracle/reference.mjs';

const bound = 1 / 3; // of esbuild's wall time

/** esbuild itself: the package's `esbuild` is a script that starts it. */
function esbuildIn(modules) {
  return requireFrom(modules).resolve(`@esbuild/${process.platform}-${process.arch}/bin/esbuild`);
}

const milliseconds = (value) => `${value.toFixed(2)} ms`;

/** Rows of the table, and whether the bound holds. */
export async function measureStart({ bazc, 'start-time': startTime, modules, 'start-runs': runs }, file) {
  const commands = [
    ['/bin/true'],
    [bazc, '--version'],
    [bazc, 'compile', '--engine', 'native', '--imports', 'keep', file],
    [esbuildIn(modules), file],
  ];
  const parts = commands.flatMap((command, index) => (index === 0 ? command : ['--', ...command]));
  const { stdout } = await promisify(execFile)(startTime, [String(runs), ...parts]);
  const [bare, version, compile, esbuild] = JSON.parse(stdout);
  const ratio = compile.wall / esbuild.wall;
  const holds = ratio <= bound;
  return {
    rows: [
      ['a process that does nothing', milliseconds(bare.wall), '', ''],
      ['bazc --version', milliseconds(version.wall), '', ''],
      ['compile one file, beside esbuild', milliseconds(compile.wall), milliseconds(esbuild.wall), `${ratio.toFixed(3)} x, ${holds ? 'PASS' : 'FAIL'}: at most 0.333`],
      ['its processor time', milliseconds(compile.cpu), milliseconds(esbuild.cpu), `${(compile.cpu / esbuild.cpu).toFixed(3)} x`],
    ],
    holds,
  };
}

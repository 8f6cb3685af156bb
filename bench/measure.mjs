// Time and memory of processes.
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from '../tests/oracle/bazc.mjs';

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The median of the rounds' own ratios, in each of which both met the same moment, and their range. */
export function pairedRatio(ours, theirs) {
  const ratios = ours.map((value, round) => value / theirs[round]);
  const range = [Math.min(...ratios), Math.max(...ratios)].map((ratio) => ratio.toFixed(2)).join(' to ');
  return { ratio: median(ratios), range };
}

/** Milliseconds that a command takes; one that fails is an error. */
async function time([program, ...args]) {
  const start = performance.now();
  const { code, signal, stderr } = await run(program, args);
  const milliseconds = performance.now() - start;
  if (code !== 0) throw new Error(`${program} ${args.slice(0, 3).join(' ')} … ends with ${signal ?? code}: ${stderr}`);
  return milliseconds;
}

/**
 * Median milliseconds of each command. A command is a function that gives program and arguments;
 * they take turns, so that a slow moment of the machine meets them all, and each first runs once
 * unmeasured.
 */
export async function medianTimes(runs, commands) {
  const times = commands.map(() => []);
  for (let round = 0; round <= runs; round += 1) {
    for (const [index, command] of commands.entries()) {
      const milliseconds = await time(command());
      if (round > 0) times[index].push(milliseconds);
    }
  }
  return times.map(median);
}

function procFile(pid, name) {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return ''; // it has ended
  }
}

function childrenOf(pid) {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      procFile(pid, `task/${thread}/children`).split(' ').filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}

/** The largest resident size (VmHWM) of the process so far and of its children that live now, in KiB. */
function residentPeak(pid) {
  const own = procFile(pid, 'cmdline');
  // Between fork and exec a child still is the parent's image, and would count it twice.
  const processes = [pid, ...childrenOf(pid).filter((child) => procFile(child, 'cmdline') !== own)];
  return processes.reduce((sum, process) => sum + Number(/^VmHWM:\s*(\d+)/m.exec(procFile(process, 'status'))?.[1] ?? 0), 0);
}

/** Seconds of processor time of this process's children that have ended, and of theirs, so far. */
function endedChildrenSeconds() {
  const ticksPerSecond = 100; // USER_HZ, on every Linux
  const [userTicks, systemTicks] = readFileSync('/proc/self/stat', 'utf8').replace(/^.*\) /, '').split(' ').slice(13, 15);
  return (Number(userTicks) + Number(systemTicks)) / ticksPerSecond;
}

/** Starts a command: `end` gives its standard output, or an error if it fails. */
function start([program, ...args], env) {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => (stdout += chunk));
  child.stderr.on('data', (chunk) => (stderr = (stderr + chunk).slice(-4000)));
  const end = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve(stdout);
      else reject(new Error(`${program} ${args[0]} ends with ${signal ?? code}: ${stderr}`));
    });
  });
  return { pid: child.pid, peak: 0, end };
}

/**
 * Runs commands at once, and nothing else meanwhile; gives the seconds until the last one ends, and of
 * all of them, with their workers, the seconds of the processor, the sum of their peaks of memory in
 * MiB, and their standard outputs.
 */
export async function measureTogether(commands, { env } = {}) {
  const cpuBefore = endedChildrenSeconds();
  const begin = performance.now();
  const processes = commands.map((command) => start(command, env));
  let ended = false;
  // Also after a failure the others are waited for: nothing is left running.
  const end = Promise.allSettled(processes.map((process) => process.end)).finally(() => (ended = true));
  while (!ended) {
    for (const process of processes) process.peak = Math.max(process.peak, residentPeak(process.pid));
    await Promise.race([sleep(20), end]);
  }
  const seconds = (performance.now() - begin) / 1000;
  const outputs = await Promise.all(processes.map((process) => process.end));
  const mebibytes = processes.reduce((sum, { peak }) => sum + peak, 0) / 1024;
  return { seconds, cpuSeconds: endedChildrenSeconds() - cpuBefore, mebibytes, outputs };
}

/** The same of one command, with its `stdout`. */
export async function measure(command, options) {
  const { outputs: [stdout], ...measured } = await measureTogether([command], options);
  return { ...measured, stdout };
}

/**
 * Calls the functions one after another in each round, in the other order in every second one, and
 * gives what each returned: an array of rounds for each function. `surround(round, callAll)` is
 * called for each round; callAll passes its arguments on, and gives the results of the round.
 */
export async function inTurns(rounds, functions, surround) {
  const results = functions.map(() => []);
  const order = [...functions.keys()];
  for (let round = 0; round < rounds; round += 1) {
    await surround(round, async (...args) => {
      for (const index of order) results[index].push(await functions[index](...args));
      return results.map((ofOne) => ofOne.at(-1));
    });
    order.reverse();
  }
  return results;
}

// Runs the real binary.
import { spawn } from 'node:child_process';

/** @returns {Promise<{code: number|null, signal: string|null, stdout: string, stderr: string}>} */
export function run(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    const stdout = [];
    const stderr = [];
    child.stdout.on('data', (chunk) => stdout.push(chunk));
    child.stderr.on('data', (chunk) => stderr.push(chunk));
    child.on('error', (error) => reject(new Error(`cannot run ${program}: ${error.message}`)));
    child.on('close', (code, signal) =>
      resolve({
        code,
        signal,
        stdout: Buffer.concat(stdout).toString(),
        stderr: Buffer.concat(stderr).toString(),
      }),
    );
  });
}

/** Enough files to make the start of a process cheap, few enough for any limit on arguments. */
const filesPerProcess = 200;

/**
 * `bazc compile --json EXTRA… FILES`, in batches.
 * @returns {Promise<Map<string, object>>} the JSON object of each file, by the name given
 */
export async function compileToJson(bazc, files, extra = []) {
  const results = new Map();
  for (let start = 0; start < files.length; start += filesPerProcess) {
    const batch = files.slice(start, start + filesPerProcess);
    const { code, signal, stdout, stderr } = await run(bazc, ['compile', '--json', ...extra, '--', ...batch]);
    const lines = stdout.split('\n').filter((line) => line !== '');
    let allGood = true;
    for (const line of lines) {
      const result = JSON.parse(line);
      if (results.has(result.file)) throw new Error(`bazc gave two results for ${result.file}`);
      results.set(result.file, result);
      allGood &&= result.ok;
    }
    const missing = batch.filter((file) => !results.has(file));
    if (missing.length > 0) {
      throw new Error(
        `bazc gave no result for ${missing.length} files, the first is ${missing[0]}` +
          ` (exit code ${code}, signal ${signal})\n${stderr}`,
      );
    }
    if (code !== (allGood ? 0 : 1)) {
      throw new Error(`exit code ${code} (signal ${signal}) where ${allGood ? 'all is well' : 'some failed'}\n${stderr}`);
    }
  }
  return results;
}

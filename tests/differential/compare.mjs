// What the native engine gives (transform_dump, a child process) beside what Sucrase gives (here).
import vm from 'node:vm';
import { loadSucrase } from '../oracle/reference.mjs';
import { DumpProcess } from './dump_process.mjs';

const batchPatience = 10_000; // milliseconds of Sucrase for a batch, and for one source by itself

/** Sucrase, with a limit on its time: for some nested sources it takes exponentially long. */
export class Reference {
  #transform;
  #script = new vm.Script('globalThis.bazcTried()');

  constructor(modules) {
    this.#transform = loadSucrase(modules);
  }

  /** Per source {code}, {error} or, where Sucrase itself does not manage, {skip}: why. */
  verdicts(sources) {
    const verdicts = this.#inTime(() => sources.map((source) => this.#verdict(source)));
    return verdicts ?? sources.map((source) => this.#inTime(() => this.#verdict(source)) ?? { skip: `takes Sucrase more than ${batchPatience} ms` });
  }

  #verdict(source) {
    try {
      return { code: this.#transform(source) };
    } catch (error) {
      if (error instanceof RangeError) return { skip: `Node itself ends in ${error.name}: ${error.message}` };
      if (error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
      return { error };
    }
  }

  /** Runs `work`; undefined if it takes too long. */
  #inTime(work) {
    globalThis.bazcTried = work;
    try {
      return this.#script.runInThisContext({ timeout: batchPatience });
    } catch (error) {
      if (error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined;
      throw error;
    } finally {
      delete globalThis.bazcTried;
    }
  }
}

/** The message of an error of Sucrase's, without the place, as Refusal::message words it. */
function messageOf(error) {
  return error.message.replace(/^Error transforming [^\n]*?: /, '').replace(/ \(\d+:\d+\)$/, '');
}

/** A short piece of text around an offset, for a person. */
export function excerpt(text, at, radius = 40) {
  return JSON.stringify(text.slice(Math.max(0, at - radius), at + radius));
}

function firstDifference(a, b) {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}

/** 'no difference', 'no verdict' or a kind of difference: bytes, accepts, rejects, declines, crash, hang. */
function classify(verdict, answer) {
  if (answer.status === 'crash' || answer.status === 'hang') return answer.status;
  if (verdict.skip !== undefined) return 'no verdict';
  if (answer.status === 'declined') return 'declines';
  const isAccepted = answer.status === 'transformed';
  if (verdict.error !== undefined) return isAccepted ? 'accepts' : 'no difference';
  if (!isAccepted) return 'rejects';
  return answer.code.equals(Buffer.from(verdict.code)) ? 'no difference' : 'bytes';
}

function explain(kind, verdict, answer) {
  if (kind === 'bytes') {
    const actual = answer.code.toString();
    const at = firstDifference(verdict.code, actual);
    const line = verdict.code.slice(0, at).split('\n').length;
    return `the code differs in line ${line}\nexpected ${excerpt(verdict.code, at)}\nactual   ${excerpt(actual, at)}`;
  }
  if (kind === 'accepts') return `Sucrase rejects it: ${verdict.error.message}`;
  if (kind === 'rejects' || kind === 'declines') {
    return `it ${kind} (${answer.status}): ${answer.message}, at byte ${answer.offset}`;
  }
  return answer.message;
}

export function noCounts() {
  return { compared: 0, accepted: 0, rejected: 0, sameMessage: 0, skipped: 0, declined: 0 };
}

/** Compares batches of sources, and counts. */
export class Comparison {
  counts = noCounts();
  #reference;
  #dump;

  /** `dump` is the command of transform_dump, `modules` the directory that holds node_modules. */
  constructor({ dump, modules, patience }) {
    this.#reference = new Reference(modules);
    this.#dump = new DumpProcess(dump, { patience });
  }

  /**
   * Per source (a string) undefined or {kind, source, explanation, expected, actual}. A source that
   * the engine declines is a difference of the kind 'declines' only if Sucrase accepts it.
   */
  async differences(sources) {
    const answers = this.#dump.answers(sources.map((source) => Buffer.from(source)));
    await new Promise(setImmediate); // the child has the sources, and works beside us
    const verdicts = this.#reference.verdicts(sources);
    const given = await answers;
    return sources.map((source, index) => this.#difference(source, verdicts[index], given[index]));
  }

  #difference(source, verdict, answer) {
    const { counts } = this;
    counts.compared += 1;
    if (verdict.skip !== undefined) counts.skipped += 1;
    else if (verdict.error === undefined) counts.accepted += 1;
    else counts.rejected += 1;
    if (answer.status === 'declined') counts.declined += 1;
    const kind = classify(verdict, answer);
    if (verdict.error !== undefined && messageOf(verdict.error) === answer.message) counts.sameMessage += 1;
    if (kind === 'no difference' || kind === 'no verdict') return undefined;
    if (kind === 'declines' && verdict.error !== undefined) return undefined;
    return {
      kind,
      source,
      explanation: explain(kind, verdict, answer),
      expected: verdict.code ?? verdict.error?.message ?? verdict.skip,
      actual: answer.code?.toString() ?? answer.message,
    };
  }

  close() {
    return this.#dump.close();
  }
}

/** Adds what `counts` counted to `total`. */
export function addCounts(total, counts) {
  for (const [name, count] of Object.entries(counts)) total[name] += count;
}

export function describeCounts({ compared, accepted, rejected, sameMessage, skipped, declined }) {
  return (
    `${compared} sources compared: Sucrase accepts ${accepted} and rejects ${rejected} (${sameMessage} with the same message); ` +
    `${declined} declined, ${skipped} that Sucrase does not manage`
  );
}

/** A source as the engine takes it: well-formed (no half of a surrogate pair), no NUL. */
export function asText(source) {
  const text = source.replaceAll('\0', '');
  return /[\ud800-\udfff]/.test(text) ? Buffer.from(text).toString() : text;
}

/** The forms in which each source is tried. */
export const variants = {
  lf: (source) => source.replaceAll('\r\n', '\n'),
  crlf: (source) => source.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n'),
  bom: (source) => `\ufeff${source.replace(/^\ufeff/, '')}`,
  'no-final-newline': (source) => source.replace(/[\r\n]+$/, ''),
};

// A bad network: a proxy between bazc and an S3 server that passes requests and answers on byte for
// byte (so signatures hold: the server sees the Host that the client signed), and does harm to some.
//
// usage: node fault_proxy.mjs --endpoint URL [--seed S] [--FAULT PROBABILITY]… [--all PROBABILITY]
//
// Announces {endpoint}: the server's, with this proxy's host. The command `counts` is answered with
// {requests, delivered, and how often each fault was done}; `delivered` requests reached the server
// whole and came back whole, whatever else was done. A seed repeats the dice, the order in which
// requests throw them is that of the clients.
import { once } from 'node:events';
import { createServer, connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { makeRandom } from '../crash/random.mjs';
import { parseOptions } from '../oracle/options.mjs';
import { ConnectionEnded, Wire, readAnswer, readBody, readRequestHead } from './http_wire.mjs';
import { isMain, serve, startProgram } from './program.mjs';

const longestDelay = 300; // ms
const refusals = [
  [500, 'Internal Server Error', 'InternalError'],
  [503, 'Service Unavailable', 'SlowDown'],
  [429, 'Too Many Requests', 'TooManyRequests'],
];

class Reset extends Error {}

/** What is done to a whole request. */
const faults = {
  /** The server gets the whole request, and may do it or not; the connection is reset at once. */
  async 'reset-after'({ request, proxy }) {
    await proxy.deliverBlindly(request);
    throw new Reset();
  },
  /** The server has done it, and its answer is lost. */
  async 'lose-answer'({ request, proxy }) {
    await proxy.deliver(request);
    throw new Reset();
  },
  /** The answer ends in the middle, maybe before its first byte. */
  async truncate({ request, proxy }) {
    const { bytes } = await proxy.deliver(request);
    return { bytes: bytes.subarray(0, Math.floor(proxy.random.upTo(bytes.length))), closes: true };
  },
  /** The server gets it twice; the client gets either answer. */
  async duplicate({ request, proxy }) {
    const answers = [await proxy.deliver(request), await proxy.deliver(request)];
    return proxy.random.pick(answers);
  },
  /** 500, 503 or 429, with Retry-After or without; the server never sees the request. */
  async refuse({ request, proxy }) {
    const [status, reason, code] = proxy.random.pick(refusals);
    const wait = proxy.random.chance(0.5) ? 'Retry-After: 1\r\n' : '';
    proxy.count(`refuse-${status}${wait && '-retry-after'}`);
    const body = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>fault proxy</Message></Error>`;
    const head = `HTTP/1.1 ${status} ${reason}\r\n${wait}Content-Type: application/xml\r\nContent-Length: ${body.length}\r\n\r\n`;
    return { bytes: Buffer.from(request.method === 'HEAD' ? head : head + body), closes: false };
  },
  /** One bit of the body is flipped on the way to the server. */
  async corrupt({ request, proxy }) {
    const body = Buffer.from(request.body);
    if (body.length > 0) body[Math.floor(proxy.random.upTo(body.length))] ^= 1;
    return proxy.deliver({ ...request, body });
  },
};

/**
 * Those that a client has to get over; a corrupted body has to be refused instead. Of all but
 * `delay` a request gets at most one. `reset-before`: the connection is reset before the body is
 * read, the server never sees the request.
 */
export const survivable = ['delay', 'reset-before', ...Object.keys(faults).filter((name) => name !== 'corrupt')];
const allFaults = [...survivable, 'corrupt'];

export class FaultProxy {
  #connections = new Set();
  counts = { requests: 0, delivered: 0 };

  /** `probabilities`: fault -> 0…1. */
  constructor({ endpoint, seed, probabilities }) {
    this.target = new URL(endpoint);
    this.random = makeRandom(seed);
    this.probabilities = probabilities;
    for (const [name, probability] of Object.entries(probabilities)) {
      if (!allFaults.includes(name)) throw new Error(`no such fault: ${name}`);
      if (!(probability >= 0 && probability <= 1)) throw new Error(`${name} needs a probability from 0 to 1`);
      if (probability > 0) this.counts[name] = 0;
    }
    this.server = createServer({ noDelay: true }, (socket) => this.#serve(socket));
  }

  count(name) {
    this.counts[name] = (this.counts[name] ?? 0) + 1;
  }

  /** Gives the endpoint to use instead of the server's. */
  async listen() {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${this.server.address().port}${this.target.pathname.replace(/\/$/, '')}`;
  }

  async close() {
    this.server.close();
    for (const socket of this.#connections) socket.destroy();
  }

  #track(socket) {
    this.#connections.add(socket);
    socket.on('close', () => this.#connections.delete(socket));
    socket.on('error', () => {}); // whoever reads from it or writes to it is told as well
    return socket;
  }

  async #connect() {
    const socket = this.#track(connect({ host: this.target.hostname, port: Number(this.target.port), noDelay: true }));
    await once(socket, 'connect');
    return socket;
  }

  /** Passes a request on, and gives the whole answer. */
  async deliver({ head, body, method }) {
    const socket = await this.#connect();
    try {
      socket.write(Buffer.concat([head.bytes, body]));
      const answer = await readAnswer(new Wire(socket), method);
      this.counts.delivered += 1;
      return answer;
    } finally {
      socket.destroy();
    }
  }

  /** Passes a request on, and leaves without waiting for the answer. */
  async deliverBlindly({ head, body }) {
    const socket = await this.#connect();
    socket.end(Buffer.concat([head.bytes, body]));
    socket.resume();
  }

  /** The faults that this request's dice give. */
  #throwDice() {
    const thrown = allFaults.filter((name) => this.random.chance(this.probabilities[name] ?? 0));
    const harms = thrown.filter((name) => name !== 'delay');
    return { delay: thrown.includes('delay'), harm: harms.length > 0 ? this.random.pick(harms) : undefined };
  }

  async #exchange(wire, socket) {
    const head = await readRequestHead(wire);
    this.counts.requests += 1;
    const { delay, harm } = this.#throwDice();
    if (delay) {
      this.count('delay');
      await sleep(this.random.upTo(longestDelay));
    }
    if (harm) this.count(harm);
    if (harm === 'reset-before') throw new Reset();
    if (head.expectsContinue) socket.write('HTTP/1.1 100 Continue\r\n\r\n');
    const request = { head, method: head.method, body: await readBody(wire, head) };
    return harm ? faults[harm]({ request, proxy: this }) : this.deliver(request);
  }

  async #serve(socket) {
    this.#track(socket);
    const wire = new Wire(socket);
    try {
      while (await wire.hasMore()) {
        const { bytes, closes } = await this.#exchange(wire, socket);
        socket.write(bytes);
        if (closes) break;
      }
      socket.end();
    } catch (error) {
      // A fault, or a server that cannot be reached; or the client has left.
      if (socket.destroyed) return;
      if (!(error instanceof Reset || error instanceof ConnectionEnded || error.code)) console.error(`fault_proxy: ${error.message}`);
      socket.resetAndDestroy();
    }
  }
}

/** Starts it as a process of its own, which ends with this one: {endpoint, counts(), stop()}. */
export async function startFaultProxy({ endpoint, seed, probabilities }) {
  const named = Object.entries(probabilities).flatMap(([name, probability]) => [`--${name}`, String(probability)]);
  const args = ['--endpoint', endpoint, '--seed', String(seed), ...named];
  const program = await startProgram(fileURLToPath(import.meta.url), args);
  return { ...program.announcement, pid: program.pid, counts: () => program.ask('counts'), stop: () => program.stop() };
}

function readOptions() {
  const none = Object.fromEntries(allFaults.map((name) => [name, 'none']));
  const { endpoint, seed, all, ...given } = parseOptions(process.argv.slice(2), {
    endpoint: '',
    seed: Math.floor(Math.random() * 2 ** 32),
    all: '0',
    ...none,
  });
  const probabilities = Object.fromEntries(survivable.map((name) => [name, Number(all)]));
  for (const name of allFaults) if (given[name] !== 'none') probabilities[name] = Number(given[name]);
  return { endpoint, seed, probabilities };
}

if (isMain(import.meta.url)) {
  await serve('fault-proxy', async () => {
    const proxy = new FaultProxy(readOptions());
    return {
      announcement: { endpoint: await proxy.listen() },
      commands: { counts: () => proxy.counts },
      close: () => proxy.close(),
    };
  });
}

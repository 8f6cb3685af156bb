// HTTP/1.1 messages as the bytes they are: nothing is decoded or written anew.

const headEnd = '\r\n\r\n';

export class ConnectionEnded extends Error {}

/** Reads what a socket sends, piece by piece. */
export class Wire {
  #buffer = Buffer.alloc(0);

  constructor(socket) {
    this.chunks = socket[Symbol.asyncIterator]();
  }

  /** False where the other side has ended. */
  async #more() {
    const { value, done } = await this.chunks.next();
    if (done) return false;
    this.#buffer = Buffer.concat([this.#buffer, value]);
    return true;
  }

  #cut(length) {
    const piece = this.#buffer.subarray(0, length);
    this.#buffer = this.#buffer.subarray(length);
    return piece;
  }

  async take(length) {
    while (this.#buffer.length < length) if (!(await this.#more())) throw new ConnectionEnded('ended within a message');
    return this.#cut(length);
  }

  async through(mark) {
    for (;;) {
      const at = this.#buffer.indexOf(mark);
      if (at >= 0) return this.#cut(at + mark.length);
      if (!(await this.#more())) throw new ConnectionEnded('ended within a message');
    }
  }

  async rest() {
    while (await this.#more());
    return this.#cut(this.#buffer.length);
  }

  /** Whether anything more comes. */
  async hasMore() {
    return this.#buffer.length > 0 || this.#more();
  }
}

function header(head, name) {
  return new RegExp(`^${name}:[ \\t]*(.*?)[ \\t]*\\r$`, 'im').exec(head)?.[1];
}

async function readChunked(wire) {
  const pieces = [];
  for (;;) {
    const line = await wire.through('\r\n');
    const size = Number.parseInt(line.toString('latin1'), 16);
    if (Number.isNaN(size)) throw new Error('a chunk without a size');
    pieces.push(line);
    if (size === 0) break;
    pieces.push(await wire.take(size + 2));
  }
  for (;;) {
    const trailer = await wire.through('\r\n');
    pieces.push(trailer);
    if (trailer.length === 2) return Buffer.concat(pieces);
  }
}

/** The head of a request: {bytes, method, expectsContinue}; the body is read by readBody(). */
export async function readRequestHead(wire) {
  const bytes = await wire.through(headEnd);
  const text = bytes.toString('latin1');
  const [method] = text.split(' ', 1);
  return { bytes, text, method, expectsContinue: header(text, 'expect')?.toLowerCase() === '100-continue' };
}

export async function readBody(wire, { text }) {
  if (header(text, 'transfer-encoding')) return readChunked(wire);
  return wire.take(Number(header(text, 'content-length') ?? 0));
}

/** A final answer to a request of that method: {bytes, closes}, the bytes of head and body. */
export async function readAnswer(wire, method) {
  for (;;) {
    const head = await wire.through(headEnd);
    const text = head.toString('latin1');
    const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(text)?.[1]);
    if (!status) throw new Error(`no HTTP answer: ${text.slice(0, 40)}`);
    if (status < 200) continue; // 100 Continue
    let closes = header(text, 'connection')?.toLowerCase() === 'close';
    let body = Buffer.alloc(0);
    if (method !== 'HEAD' && status !== 204 && status !== 304) {
      if (header(text, 'transfer-encoding')) body = await readChunked(wire);
      else if (header(text, 'content-length') !== undefined) body = await wire.take(Number(header(text, 'content-length')));
      else {
        body = await wire.rest();
        closes = true;
      }
    }
    return { bytes: Buffer.concat([head, body]), closes };
  }
}

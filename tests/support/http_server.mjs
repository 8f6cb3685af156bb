// Servers for the tests of the HTTP client, honest ones and broken ones, on free ports of
// 127.0.0.1. Prints one line of JSON with the ports, ends when standard input does.
//
// usage: node http_server.mjs [--tls DIR]   DIR: an empty directory for a throw-away authority
//
// http: node:http, also as a proxy. raw: answers with bytes as they stand below. reset: every
// connection is reset. control: what the others have seen, and what they shall do. With --tls also
// https (HTTP/1.1 alone) and h2 (HTTP/2, or HTTP/1.1 for who wants it), whose certificate is for
// 127.0.0.1.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createSecureServer } from 'node:http2';
import { createServer as createHttpsServer } from 'node:https';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const state = { connections: 0, inFlight: 0, mostInFlight: 0, tunnels: [] };
const sessions = []; // of HTTP/2, also those that have ended
const text = 'the quick brown fox jumps over the lazy dog\n'.repeat(100);

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

// Holds requests until `width` of them are there, then answers all of them.
const held = [];
function hold(response, width) {
  held.push(response);
  if (held.length < width) return;
  for (const waiting of held.splice(0)) {
    state.inFlight -= 1;
    waiting.end('held');
  }
}

async function answer(request, response) {
  const [, what, argument] = request.url.replace(/^http:\/\/[^/]*/, '').split(/[/?]/);
  if (what === 'hold') {
    state.inFlight += 1;
    state.mostInFlight = Math.max(state.mostInFlight, state.inFlight);
    hold(response, Number(argument));
    return;
  }
  const body = await bodyOf(request);
  if (what === 'echo') {
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify({
      method: request.method,
      url: request.url,
      headers: request.rawHeaders ?? [],
      bytes: body.length,
      sha256: createHash('sha256').update(body).digest('hex'),
    }));
  } else if (what === 'mirror') {
    response.end(body);
  } else if (what === 'bytes') {
    response.setHeader('Content-Length', argument);
    response.end(request.method === 'HEAD' ? '' : Buffer.alloc(Number(argument), 'x'));
  } else if (what === 'chunked') {
    response.write(Buffer.alloc(Number(argument) - 1, 'x'));
    response.end('x');
  } else if (what === 'status') {
    response.statusCode = Number(argument);
    response.setHeader('X-Thing', '  spaced  ');
    response.setHeader('Location', '/elsewhere');
    response.end();
  } else if (what === 'text') {
    const gzip = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    if (gzip) response.setHeader('Content-Encoding', 'gzip');
    response.end(gzip ? gzipSync(text) : text);
  } else if (what === 'squeezed') {
    response.setHeader('Content-Encoding', 'gzip');
    response.end(argument === 'badly' ? 'this is no gzip' : gzipSync(text));
  } else if (what === 'break') {
    // Half an answer; then HTTP/2 resets the stream or closes the connection.
    response.write('half', () => {
      if (argument === 'stream') request.stream.close(2);
      else request.stream.session.destroy();
    });
  } else if (what === 'leave') {
    request.stream.session.destroy();
  } else {
    response.statusCode = 404;
    response.end();
  }
}

const http = createHttpServer(answer);
http.keepAliveTimeout = 0; // only control closes a kept connection
http.on('connection', () => { state.connections += 1; });
http.on('connect', (request, socket) => {
  state.tunnels.push({ to: request.url, headers: request.rawHeaders });
  const [host, port] = request.url.split(':');
  const onward = connect(port, host, () => {
    socket.write('HTTP/1.1 200 Connected\r\nX-Proxy: 1\r\n\r\n');
    socket.pipe(onward).pipe(socket);
  });
  for (const end of [socket, onward]) end.on('error', () => {});
});

const control = createHttpServer((request, response) => {
  if (request.url === '/close-kept') {
    http.closeIdleConnections();
    for (const session of sessions) session.destroy();
  }
  response.end(JSON.stringify({ ...state, sessions: sessions.length }));
});

const head = 'HTTP/1.1 200 OK\r\n';
const rawAnswers = {
  '/truncated': (socket) => socket.end(`${head}Content-Length: 10\r\n\r\nhello`),
  '/truncated-chunked': (socket) => socket.end(`${head}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n`),
  '/truncated-headers': (socket) => socket.end(`${head}Content-Le`),
  '/no-length': (socket) => socket.end(`${head}\r\nhello`),
  '/close': (socket) => socket.end(),
  '/reset': (socket) => socket.resetAndDestroy(),
  '/silent': () => {},
  '/deaf': (socket) => socket.pause(), // reads no more
  '/half': (socket) => socket.write(`${head}Content-Length: 10\r\n\r\nhello`),
  '/dribble': (socket) => {
    socket.write(`${head}\r\n`);
    const timer = setInterval(() => socket.write('x'), 5);
    socket.on('close', () => clearInterval(timer));
  },
  '/garbage': (socket) => socket.end('good morning\r\n\r\n'),
  '/interim': (socket) =>
    socket.write('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\nX-Early: 1\r\n\r\n' +
                 `${head}X-Late: 1\r\nContent-Length: 2\r\n\r\nok`),
  '/trailer': (socket) =>
    socket.write(`${head}Transfer-Encoding: chunked\r\nTrailer: X-Trailer\r\n\r\n2\r\nok\r\n0\r\nX-Trailer: 1\r\n\r\n`),
  '/repeated': (socket) => socket.write(`${head}SET-It: one\r\nset-it: two\r\nContent-Length: 0\r\n\r\n`),
  '/large-headers': (socket) =>
    socket.write(`${head}${`X-Filler: ${'x'.repeat(1000)}\r\n`.repeat(1000)}Content-Length: 0\r\n\r\n`),
  // The first request of a connection is answered, the second finds it closed.
  '/once': (socket, number) =>
    number === 1 ? socket.write(`${head}Content-Length: 4\r\n\r\nonce`) : socket.destroy(),
};

const raw = createServer((socket) => {
  let received = '';
  let requests = 0;
  socket.on('error', () => {}); // the client may leave first
  socket.on('data', (chunk) => {
    received += chunk.toString('latin1');
    const end = received.indexOf('\r\n\r\n');
    if (end < 0) return;
    requests += 1;
    const path = received.split(/[ ?]/)[1];
    received = received.slice(end + 4); // a body stands before the next request's method
    rawAnswers[path](socket, requests);
  });
});

const reset = createServer((socket) => socket.resetAndDestroy());

function listening(server) {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(server.address().port));
  });
}

// An authority, and a certificate of it for 127.0.0.1.
function makeCertificates(directory) {
  const path = (name) => join(directory, name);
  const openssl = (...args) => execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl('req', '-x509', ...key, '-keyout', path('ca.key'), '-out', path('ca.pem'),
          '-days', '2', '-subj', '/CN=test authority');
  openssl('req', ...key, '-keyout', path('server.key'), '-out', path('server.csr'), '-subj', '/CN=server');
  writeFileSync(path('server.ext'), 'subjectAltName=IP:127.0.0.1\n');
  openssl('x509', '-req', '-in', path('server.csr'), '-CA', path('ca.pem'), '-CAkey', path('ca.key'),
          '-CAcreateserial', '-days', '2', '-extfile', path('server.ext'), '-out', path('server.pem'));
  return { ca: path('ca.pem'), key: readFileSync(path('server.key')), cert: readFileSync(path('server.pem')) };
}

const announced = {
  http: await listening(http),
  control: await listening(control),
  raw: await listening(raw),
  reset: await listening(reset),
};
if (process.argv[2] === '--tls') {
  const { ca, key, cert } = makeCertificates(process.argv[3]);
  announced.ca = ca;
  announced.https = await listening(createHttpsServer({ key, cert }, answer));
  const h2 = createSecureServer({ key, cert, allowHTTP1: true }, answer);
  h2.on('session', (session) => sessions.push(session));
  announced.h2 = await listening(h2);
}
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
console.log(JSON.stringify(announced));

// Addresses for servers that cannot be told port 0.
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

async function isFree(host, port) {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}

/** A loopback address of which `ports` ports in a row are free, as {host, port}. */
export async function findAddress(ports = 1) {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const host = `127.${randomInt(1, 255)}.${randomInt(256)}.${randomInt(1, 255)}`;
    const port = randomInt(10_000, 32_000); // below the ports of outgoing connections
    const tried = await Promise.all(Array.from({ length: ports }, (_, i) => isFree(host, port + i)));
    if (tried.every(Boolean)) return { host, port };
  }
  throw new Error('no free port on 50 loopback addresses');
}

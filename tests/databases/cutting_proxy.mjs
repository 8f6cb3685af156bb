// A network between bazc and a database server that breaks at the worst moment: once it saw a COMMIT
// that travels alone (the end of a transaction that writes), it waits for the server's answer, and
// cuts the connection instead of handing it on.
//
// usage: node cutting_proxy.mjs --host HOST --port PORT
//
// Announces {port}, on 127.0.0.1. The first such COMMIT is cut, later ones pass.
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { parseOptions } from '../oracle/options.mjs';
import { serve } from '../s3/program.mjs';

const longestCommit = 100; // bytes: a transaction that only reads sends it with its statement

await serve('cutting-proxy', async () => {
  const options = parseOptions(process.argv.slice(2), { host: '', port: 0 });
  let isArmed = true;
  const proxy = createServer((client) => {
    const server = connect({ host: options.host, port: options.port });
    let isCut = false;
    const end = () => {
      client.destroy();
      server.destroy();
    };
    for (const side of [client, server]) side.on('error', end).on('close', end);
    client.on('data', (bytes) => {
      if (isArmed && bytes.length <= longestCommit && /COMMIT\b/.test(bytes.toString('latin1'))) {
        isArmed = false;
        isCut = true;
      }
      server.write(bytes);
    });
    server.on('data', (bytes) => (isCut ? end() : client.write(bytes)));
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return { announcement: { port: proxy.address().port }, close: () => proxy.close() };
});

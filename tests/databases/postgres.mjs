// PostgreSQL 15 from Debian on a loopback address of its own, with TLS, passwords and no fsync (what is
// committed outlives a crash of the server, not one of the machine).
//
// usage: node postgres.mjs [--max-connections N]
//
// Announces {url, host, port, user, password, ca_file}: a superuser and the database `postgres`.
// Commands: `stop` ends it as `pg_ctl stop -m immediate` does, which is a crash (the data stays),
// `start` starts it again, `restart` does both.
import { randomBytes } from 'node:crypto';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeCertificate } from '../support/certificate.mjs';
import { findAddress } from '../support/loopback.mjs';
import { firstAnswer, giveAway, unprivileged, waitUntil } from './server_home.mjs';
import { serveDatabase, startDatabase } from './server_program.mjs';

const programs = '/usr/lib/postgresql/15/bin';
const user = 'tester';

// Protocol 3.0. A server that is still starting, or has no such user, answers with an error.
const names = Buffer.from(`user\0${user}\0\0`);
const startupMessage = Buffer.concat([Buffer.from([0, 0, 0, 8 + names.length, 0, 3, 0, 0]), names]);

const configuration = ({ host, port, tls, maxConnections }) => `
listen_addresses = '${host}'
port = ${port}
unix_socket_directories = ''
max_connections = ${maxConnections}
superuser_reserved_connections = 1
shared_buffers = 64MB
fsync = off
full_page_writes = off
password_encryption = scram-sha-256
ssl = on
ssl_cert_file = '${tls.certificate}'
ssl_key_file = '${tls.key}'
`;

class Server {
  #postmaster;

  constructor(household, maxConnections) {
    this.household = household;
    this.maxConnections = maxConnections;
    this.data = join(household.directory, 'data');
  }

  async make() {
    const { household, data } = this;
    const { host, port } = await findAddress();
    giveAway(household.directory);
    const tls = await makeCertificate(household, host);
    giveAway(tls.key);
    const password = randomBytes(16).toString('hex');
    const passwordFile = join(household.directory, 'password');
    writeFileSync(passwordFile, password, { mode: 0o600 });
    giveAway(passwordFile);
    await household.run(
      'initdb',
      ...unprivileged(`${programs}/initdb`, [
        ...['--pgdata', data, '--username', user, '--pwfile', passwordFile, '--no-sync'],
        ...['--auth', 'scram-sha-256', '--encoding', 'UTF8', '--locale', 'C.UTF-8'],
      ]),
    );
    appendFileSync(join(data, 'postgresql.conf'), configuration({ host, port, tls, maxConnections: this.maxConnections }));
    this.announcement = {
      url: `postgresql://${user}:${password}@${host}:${port}/postgres`,
      host,
      port,
      user,
      password,
      ca_file: tls.authority,
    };
    await this.start();
  }

  async start() {
    if (this.#postmaster) return;
    const command = unprivileged(`${programs}/postgres`, ['-D', this.data], 'QUIT');
    // SIGKILL would leave its shared memory behind.
    this.#postmaster = this.household.start('postgres', ...command, { signal: 'SIGQUIT' });
    const { host, port } = this.announcement;
    const asksForPassword = async () => (await firstAnswer(host, port, startupMessage)).toString('latin1').startsWith('R');
    await waitUntil(asksForPassword, 'PostgreSQL');
  }

  async stop() {
    await this.household.stop(this.#postmaster);
    this.#postmaster = undefined;
  }
}

/** A server as a process of its own, see startDatabase(). */
export const startPostgres = (named = {}) => startDatabase(import.meta.url, named);

await serveDatabase(import.meta.url, 'postgres', (household, maxConnections) => new Server(household, maxConnections));

// MariaDB 10.11 from Debian on a loopback address of its own, with TLS, passwords and no fsync (what is
// committed outlives a crash of the server, not one of the machine).
//
// usage: node mariadb.mjs [--max-connections N]
//
// Announces {url, host, port, user, password, ca_file}: a user with every privilege and the empty
// database `scenes`. Commands: `stop` kills it (the data stays), `start` starts it again, `restart`
// does both.
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeCertificate } from '../support/certificate.mjs';
import { findAddress } from '../support/loopback.mjs';
import { firstAnswer, giveAway, unprivileged, waitUntil } from './server_home.mjs';
import { serveDatabase, startDatabase } from './server_program.mjs';

const user = 'tester';

const configuration = ({ directory, host, port, tls, maxConnections }) => `[mariadbd]
datadir = ${directory}/data
bind-address = ${host}
port = ${port}
socket = ${directory}/socket
pid-file = ${directory}/pid
tmpdir = ${directory}
max-connections = ${maxConnections}
skip-name-resolve
character-set-server = utf8mb4
innodb-buffer-pool-size = 64M
innodb-log-file-size = 32M
innodb-flush-log-at-trx-commit = 2
innodb-flush-method = nosync
max-allowed-packet = 64M
ssl-cert = ${tls.certificate}
ssl-key = ${tls.key}
`;

class Server {
  #daemon;

  constructor(household, maxConnections) {
    this.household = household;
    this.maxConnections = maxConnections;
    this.configuration = join(household.directory, 'my.cnf');
  }

  async make() {
    const { household, maxConnections } = this;
    const { directory } = household;
    const { host, port } = await findAddress();
    giveAway(directory);
    const tls = await makeCertificate(household, host);
    giveAway(tls.key);
    const password = randomBytes(16).toString('hex');
    writeFileSync(this.configuration, configuration({ directory, host, port, tls, maxConnections }));
    const install = ['--skip-test-db', '--auth-root-authentication-method=normal', `--datadir=${directory}/data`];
    await household.run('install', ...unprivileged('mariadb-install-db', [`--defaults-file=${this.configuration}`, ...install]));
    const firstStatements = join(directory, 'first.sql');
    const statements = [
      `CREATE USER '${user}'@'%' IDENTIFIED BY '${password}'`,
      `GRANT ALL ON *.* TO '${user}'@'%' WITH GRANT OPTION`,
      'CREATE DATABASE scenes',
    ];
    writeFileSync(firstStatements, `${statements.join(';\n')};\n`, { mode: 0o600 });
    giveAway(firstStatements);
    this.announcement = {
      url: `mariadb://${user}:${password}@${host}:${port}/scenes`,
      host,
      port,
      user,
      password,
      ca_file: tls.authority,
    };
    await this.start([`--init-file=${firstStatements}`]);
  }

  async start(more = []) {
    if (this.#daemon) return;
    const command = unprivileged('mariadbd', [`--defaults-file=${this.configuration}`, ...more]);
    this.#daemon = this.household.start('mariadb', ...command);
    const { host, port } = this.announcement;
    await waitUntil(async () => (await firstAnswer(host, port)).length > 0, 'MariaDB');
  }

  async stop() {
    await this.household.stop(this.#daemon);
    this.#daemon = undefined;
  }
}

/** A server as a process of its own, see startDatabase(). */
export const startMariadb = (named = {}) => startDatabase(import.meta.url, named);

await serveDatabase(import.meta.url, 'mariadb', (household, maxConnections) => new Server(household, maxConnections));

// A connection to a server that stays open: the server's own client program, fed statement by
// statement.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const longestQuote = 1000;
const marker = 'the-end-of-the-answer';

const programs = {
  postgres: ({ host, port, user, password }) => ({
    command: 'psql',
    args: ['--no-psqlrc', '--quiet', '--tuples-only', '--no-align', '--field-separator=\t', `postgresql://${user}@${host}:${port}/postgres`],
    env: { PGPASSWORD: password, PGOPTIONS: '-c client_min_messages=warning' },
    mark: `\\echo ${marker}`,
  }),
  mariadb: ({ host, port, user, password }) => ({
    command: 'mariadb',
    args: ['--no-defaults', '--batch', '--raw', '--unbuffered', '--skip-column-names', '--force', '-h', host, '-P', `${port}`, '-u', user, 'scenes'],
    env: { MYSQL_PWD: password },
    mark: `SELECT '${marker}';`,
  }),
};

export class SqlClient {
  #last = Promise.resolve();

  /** `kind`: postgres or mariadb; `server`: what its program announced. */
  constructor(kind, server) {
    const { command, args, env, mark } = programs[kind](server);
    this.mark = mark;
    this.complaints = '';
    this.child = spawn(command, args, { env: { PATH: process.env.PATH, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
    this.child.stdin.on('error', () => {}); // it has ended; the next answer says so
    this.child.stderr.on('data', (bytes) => {
      this.complaints += bytes;
    });
    this.ended = once(this.child, 'close');
    this.ended.catch(() => {});
    this.lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }

  /** The rows that the statements give, each an array of texts; one call after another. */
  rows(sql) {
    const answer = this.#last.then(() => this.#ask(sql));
    this.#last = answer.catch(() => {});
    return answer;
  }

  async #ask(sql) {
    this.child.stdin.write(`${sql};\n${this.mark}\n`);
    const rows = [];
    for (;;) {
      const { value, done } = await this.lines.next();
      if (done) throw new Error(`the connection ended: ${this.complaints}`);
      if (value === marker) return rows;
      rows.push(value.split('\t'));
    }
  }

  /** The first field of the first row. */
  async value(sql) {
    const [row] = await this.rows(sql);
    if (row === undefined) throw new Error(`no answer to: ${sql.slice(0, longestQuote)}\n${this.complaints.slice(-longestQuote)}`);
    return row[0];
  }

  async close() {
    this.child.stdin.end();
    await this.ended;
  }
}

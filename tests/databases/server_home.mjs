// What both database servers need: a user without privileges, since PostgreSQL refuses root, and
// patience until they accept connections.
import { once } from 'node:events';
import { chownSync } from 'node:fs';
import { connect } from 'node:net';
import { userInfo } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

const readyWithin = 60_000; // ms
const nobody = { uid: 65_534, gid: 65_534 }; // Debian's base-passwd

const isRoot = userInfo().uid === 0;

/** Lets the unprivileged user have `path`. */
export function giveAway(path) {
  if (isRoot) chownSync(path, nobody.uid, nobody.gid);
}

/**
 * [program, args] of a command that runs as an unprivileged user and gets `signal` when this process
 * dies. The inner setpriv: a change of user forgets the signal.
 */
export function unprivileged(program, args, signal = 'KILL') {
  const mortal = ['setpriv', '--pdeathsig', signal, '--', program, ...args];
  const user = isRoot ? ['--reuid', `${nobody.uid}`, '--regid', `${nobody.gid}`, '--clear-groups', '--'] : ['--'];
  return ['setpriv', [...user, ...mortal]];
}

/** Waits until `isReady`, which may throw, is true. A daemon that ends meanwhile ends this program. */
export async function waitUntil(isReady, what) {
  const deadline = Date.now() + readyWithin;
  for (;;) {
    try {
      if (await isReady()) return;
    } catch {
      // not yet
    }
    if (Date.now() > deadline) throw new Error(`${what} is not ready in time`);
    await sleep(20);
  }
}

/** The first bytes that a server sends after `hello`, as MariaDB and PostgreSQL do once they serve. */
export async function firstAnswer(host, port, hello) {
  const socket = connect({ host, port });
  try {
    await once(socket, 'connect');
    if (hello) socket.write(hello);
    const [bytes] = await once(socket, 'data');
    return bytes;
  } finally {
    socket.destroy();
  }
}

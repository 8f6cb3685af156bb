// Certificates for servers of the tests.
import { join } from 'node:path';

const days = '2';

/** A certificate for `host` in `household`'s directory, of an authority of its own, which nobody knows. */
export async function makeCertificate(household, host) {
  const at = (name) => join(household.directory, name);
  const make = (name, more) =>
    household.run('setup', 'openssl', [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-noenc'],
      ...['-days', days, '-keyout', at(`${name}.key`), '-out', at(`${name}.pem`), ...more],
    ]);
  await make('ca', ['-subj', '/CN=bazc test authority']);
  const signedBy = ['-CA', at('ca.pem'), '-CAkey', at('ca.key')];
  const forHost = ['-addext', `subjectAltName=IP:${host}`, '-addext', 'basicConstraints=critical,CA:FALSE'];
  await make('server', ['-subj', `/CN=${host}`, ...signedBy, ...forHost]);
  return { authority: at('ca.pem'), certificate: at('server.pem'), key: at('server.key') };
}

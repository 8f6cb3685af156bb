// Signs random requests with bazc and with the npm package aws4: all the headers that bazc adds must
// be aws4's.
//
// usage: node compare_with_aws4.mjs --dump SIGNING_DUMP --modules DIR [--count 2000] [--seed S]
import { requireFrom } from '../oracle/reference.mjs';
import { parseOptions } from '../oracle/options.mjs';
import { Tally } from '../oracle/tally.mjs';
import { amzDate, encoded, encodedPath, makeRequests, signedByBazc } from './random_requests.mjs';

/** aws4 takes an object: values of one name, in whatever spelling, become a list under its first spelling. */
function headersForAws4(headers) {
  const merged = new Map();
  for (const [name, value] of headers) {
    const entry = merged.get(name.toLowerCase()) ?? { name, values: [] };
    merged.set(name.toLowerCase(), entry);
    entry.values.push(value);
  }
  return Object.fromEntries(
    // It trims the joined list, not its members.
    [...merged.values()].map(({ name, values }) => [name, values.length === 1 ? values[0] : values.map((value) => value.trim())]),
  );
}

function signedByAws4(aws4, request) {
  const query = request.query.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&');
  const signer = new aws4.RequestSigner(
    {
      service: 's3',
      region: request.region,
      method: request.method,
      path: encodedPath(request.path) + (query === '' ? '' : `?${query}`),
      headers: { ...headersForAws4(request.headers), 'x-amz-date': amzDate(request.time) },
      body: request.body,
      // It leaves some headers, such as Range, out of a signature unless told otherwise.
      extraHeadersToInclude: Object.fromEntries(request.headers.map(([name]) => [name.toLowerCase(), true])),
    },
    {
      accessKeyId: request.access_key_id,
      secretAccessKey: request.secret_access_key,
      sessionToken: request.session_token || undefined,
    },
  );
  signer.prepareRequest();
  // For S3 it signs only the first value of a name; a list as the first value is signed whole.
  const parsed = signer.parsedPath.query ?? {};
  for (const name of Object.keys(parsed)) {
    if (Array.isArray(parsed[name])) parsed[name] = [parsed[name]];
  }
  const { headers } = signer.sign();
  const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return ['x-amz-content-sha256', 'x-amz-date', 'x-amz-security-token', 'authorization']
    .filter((name) => lower[name] !== undefined)
    .map((name) => [name, lower[name]]);
}

function main() {
  const options = parseOptions(process.argv.slice(2), {
    dump: '',
    modules: '',
    count: 2000,
    seed: Math.floor(Math.random() * 2 ** 32),
  });
  console.log(`seed ${options.seed}`);
  const aws4 = requireFrom(options.modules)('aws4');
  const tally = new Tally();
  const requests = makeRequests(options.seed, options.count);
  const signed = signedByBazc(options.dump, requests);
  requests.forEach((request, index) => {
    const ours = JSON.stringify(signed[index].map(([name, value]) => [name.toLowerCase(), value]));
    const theirs = JSON.stringify(signedByAws4(aws4, request));
    const name = `request ${index}: ${JSON.stringify(request)}`;
    tally.check(name, ours === theirs ? undefined : `bazc ${ours}\naws4 ${theirs}`);
  });
  return tally.close();
}

process.exitCode = main();

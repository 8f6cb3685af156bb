// Debian's awscli as a client that is independent of bazc and of these scripts.
import { join } from 'node:path';
import { run } from '../oracle/bazc.mjs';
import { debianPath } from './household.mjs';

/** Runs `aws ARGS` against a server as it announced itself; `directory` is any existing one. */
export function aws(server, directory, args) {
  const none = join(directory, 'no-aws-config'); // nothing of the person who runs this
  const env = {
    PATH: debianPath,
    HOME: directory,
    LC_ALL: 'C.UTF-8',
    AWS_CONFIG_FILE: none,
    AWS_SHARED_CREDENTIALS_FILE: none,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_MAX_ATTEMPTS: '1',
    AWS_DEFAULT_REGION: server.region,
    AWS_ACCESS_KEY_ID: server.access_key_id,
    AWS_SECRET_ACCESS_KEY: server.secret_access_key,
    ...(server.ca_file && { AWS_CA_BUNDLE: server.ca_file }),
  };
  return run('/usr/bin/aws', ['--endpoint-url', server.endpoint, '--output', 'json', ...args], { env });
}

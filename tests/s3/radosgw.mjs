// Ceph's S3 server from Debian: one monitor, one OSD and one radosgw on a loopback address of their
// own, so that many such clusters run side by side without a race for ports.
//
// usage: node radosgw.mjs [--bucket NAME] [--store memstore|bluestore] [--tls] [--public]
//          [--fast]
//
// Announces {endpoint, bucket, region, access_key_id, secret_access_key, public_url} and, with
// --tls, ca_file. Commands: `stop` ends the radosgw alone, as a crash would (the data stays), and
// `start` starts it again. --fast keeps no index of the buckets, so that nothing can be listed, which
// lets it take nearly twice as many objects a second. What it verifies and what it does not: see check_servers.mjs.
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseOptions } from '../oracle/options.mjs';
import { makeCertificate } from '../support/certificate.mjs';
import { findAddress } from '../support/loopback.mjs';
import { isMain, serve, startProgram } from './program.mjs';
import { S3Client } from './s3_client.mjs';

const readyWithin = 60_000; // ms; it takes less than one second on an idle machine

function clusterConfig({ directory, host, monitorPort, frontend, store, id }) {
  return `[global]
fsid = ${id}
mon_host = v2:${host}:${monitorPort}/0
public_addr = ${host}
cluster_addr = ${host}
ms_bind_ipv6 = false
auth_cluster_required = none
auth_service_required = none
auth_client_required = none
# The default, "secure", needs the authentication that is off here: radosgw would hang for ever.
ms_mon_client_mode = crc
run_dir = ${directory}
admin_socket =
log_file = ${directory}/$name.log
mon_cluster_log_file = ${directory}/cluster.log
crash_dir = ${directory}/crash
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 4
osd_pool_default_pgp_num = 4
osd_pool_default_pg_autoscale_mode = off
osd_crush_chooseleaf_type = 0
mon_allow_pool_size_one = true
mon_max_pg_per_osd = 1000
# A disk that is nearly full is not this test's matter.
mon_data_avail_crit = 0
mon_data_avail_warn = 0
# With one monitor there is nobody to wait for.
paxos_propose_interval = 0.02
paxos_min_wait = 0.01
${['ms', 'osd', 'objecter', 'rgw', 'bluestore', 'rocksdb', 'monc', 'auth'].map((part) => `debug_${part} = 0/0`).join('\n')}
[mon.a]
mon_data = ${directory}/mon
[osd]
osd_data = ${directory}/osd
osd_objectstore = ${store}
memstore_device_bytes = ${4 * 2 ** 30}
memstore_page_size = 4096
bluestore_block_size = ${4 * 2 ** 30}
osd_memory_target = ${896 * 2 ** 20}
osd_min_pg_log_entries = 10
osd_max_pg_log_entries = 20
osd_pg_log_dups_tracked = 10
osd_pg_log_trim_min = 5
osd_enable_op_tracker = false
[client.rgw.a]
# An answer's head and body are two writes: without it every body would be 40 ms late, by Nagle's
# algorithm and our delayed acknowledgement. Real services do likewise.
rgw_frontends = beast tcp_nodelay=1 ${frontend}
rgw_data = ${directory}/rgw
# Of the default, 512, most only wake each other up.
rgw_thread_pool_size = 16
rgw_dynamic_resharding = false
rgw_enable_gc_threads = false
rgw_enable_lc_threads = false
# R2's region is "auto", which CreateBucket carries as a LocationConstraint.
rgw_relaxed_region_enforcement = true
`;
}

class Cluster {
  constructor(household, { store, bucket, tls, public: isPublic, fast }) {
    Object.assign(this, { household, store, bucket, tls, isPublic, isFast: fast });
    this.directory = household.directory;
    this.configFile = join(this.directory, 'ceph.conf');
    this.announcement = {
      bucket,
      region: 'auto',
      access_key_id: randomBytes(16).toString('hex'),
      secret_access_key: randomBytes(32).toString('hex'),
    };
  }

  ceph(args) {
    return ['-c', this.configFile, ...args];
  }

  async start() {
    const { household, directory } = this;
    // A port that is busy must not be tried: `ceph osd new` would reach the other cluster's monitor
    // and wedge that cluster.
    const { host, port } = await findAddress(2);
    const monitorPort = port + 1;
    const address = `${host}:${port}`;
    for (const name of ['mon', 'osd', 'rgw']) mkdirSync(join(directory, name));
    let frontend = `endpoint=${address}`;
    if (this.tls) {
      const tls = await makeCertificate(household, host);
      this.announcement.ca_file = tls.authority;
      frontend = `ssl_endpoint=${address} ssl_certificate=${tls.certificate} ssl_private_key=${tls.key}`;
    }
    this.announcement.endpoint = `${this.tls ? 'https' : 'http'}://${address}`;
    const id = randomUUID();
    writeFileSync(this.configFile, clusterConfig({ directory, host, monitorPort, frontend, store: this.store, id }));

    const map = join(directory, 'monmap');
    await household.run('setup', 'monmaptool', ['--create', '--fsid', id, '--addv', 'a', `[v2:${host}:${monitorPort}]`, map]);
    await household.run('setup', 'ceph-mon', this.ceph(['-i', 'a', '--mkfs', '--monmap', map]));
    household.start('mon', 'ceph-mon', this.ceph(['-i', 'a', '-f']));
    const osd = randomUUID();
    await household.run('setup', 'ceph', this.ceph(['osd', 'new', osd]));
    await household.run('setup', 'ceph-osd', this.ceph(['-i', '0', '--mkfs', '--osd-uuid', osd]));
    household.start('osd', 'ceph-osd', this.ceph(['-i', '0', '-f']));
    await this.resume();
    const { access_key_id: key, secret_access_key: secret } = this.announcement;
    const user = ['--uid', 'tester', '--display-name', 'tester', '--access-key', key, '--secret-key', secret];
    await household.run('setup', 'radosgw-admin', this.ceph(['-n', 'client.rgw.a', 'user', 'create', ...user]));
    if (this.isFast) await this.dropIndex();
    await this.makeBucket();
  }

  /** Of the buckets that are made from now on. */
  async dropIndex() {
    const placement = ['--rgw-zone', 'default', '--placement-id', 'default-placement', '--placement-index-type', 'indexless'];
    await this.household.run('setup', 'radosgw-admin', this.ceph(['-n', 'client.rgw.a', 'zone', 'placement', 'modify', ...placement]));
    await this.resume();
  }

  async makeBucket() {
    const client = new S3Client(this.announcement);
    await client.succeed('PUT', '');
    if (!this.isPublic) return;
    const policy = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: `arn:aws:s3:::${this.bucket}/*` }],
    };
    await client.succeed('PUT', '', { query: { policy: '' }, body: JSON.stringify(policy) });
    this.announcement.public_url = `${this.announcement.endpoint}/${this.bucket}`;
  }

  /** Ends the radosgw; the data stays. */
  async pause() {
    await this.household.stop(this.gateway);
  }

  /** Starts the radosgw, and waits until it answers. */
  async resume() {
    await this.household.stop(this.gateway);
    this.gateway = this.household.start('rgw', 'radosgw', this.ceph(['-n', 'client.rgw.a', '-f']));
    const nobody = new S3Client({ ...this.announcement, bucket: 'no-such-bucket' });
    const deadline = Date.now() + readyWithin;
    // Any answer will do; a daemon that ends meanwhile ends this program (household.failure).
    for (;;) {
      try {
        await nobody.request('HEAD', '');
        return;
      } catch (error) {
        if (Date.now() > deadline) throw new Error(`radosgw does not answer: ${error.message}`);
        await sleep(20);
      }
    }
  }
}

/**
 * Starts a cluster as a process of its own, which ends with this one. Options: bucket, store, tls,
 * public, fast. Gives what is announced, and pause(), resume(), stop().
 */
export async function startRadosgw({ tls = false, public: isPublic = false, fast = false, ...named } = {}) {
  const args = Object.entries(named).flatMap(([name, value]) => [`--${name}`, value]);
  if (tls) args.push('--tls');
  if (isPublic) args.push('--public');
  if (fast) args.push('--fast');
  const program = await startProgram(fileURLToPath(import.meta.url), args);
  return {
    ...program.announcement,
    pid: program.pid,
    pause: () => program.ask('stop'),
    resume: () => program.ask('start'),
    stop: () => program.stop(),
  };
}

if (isMain(import.meta.url)) {
  await serve('radosgw', async (household) => {
    const options = parseOptions(process.argv.slice(2), { bucket: 'scenes', store: 'memstore', tls: false, public: false, fast: false });
    if (!['memstore', 'bluestore'].includes(options.store)) throw new Error(`--store is memstore or bluestore, not ${options.store}`);
    const cluster = new Cluster(household, options);
    await cluster.start();
    return { announcement: cluster.announcement, commands: { stop: () => cluster.pause(), start: () => cluster.resume() } };
  });
}

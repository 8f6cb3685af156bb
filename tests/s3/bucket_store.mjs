// A bucket as bazc's store, and what is in it, read by a client that shares nothing with bazc.
import { S3Client } from './s3_client.mjs';

const atOnce = 16;

export class BucketStore {
  /** `server` as it was announced; `endpoint` is where bazc is to reach it, a proxy maybe. */
  constructor(server, bucket, endpoint = server.endpoint) {
    this.client = new S3Client({ ...server, bucket });
    this.url = `s3://${bucket}?endpoint=${endpoint}&region=${server.region}`;
    this.env = {
      R2_ACCESS_KEY_ID: server.access_key_id,
      R2_SECRET_ACCESS_KEY: server.secret_access_key,
    };
  }

  /** Every object: {key, bytes, headers}; the names of headers are in lower case. */
  async objects() {
    return this.read(await this.client.keys());
  }

  /** The objects of `keys`, likewise; an error where one is missing. */
  async read(keys) {
    const left = [...keys];
    const objects = [];
    const read = async () => {
      for (let key = left.pop(); key !== undefined; key = left.pop()) {
        const { body, headers } = await this.client.succeed('GET', key);
        objects.push({ key, bytes: body, headers });
      }
    };
    await Promise.all(Array.from({ length: atOnce }, read));
    return objects;
  }
}

// transform_dump's protocol, spoken by Sucrase itself, with faults: what harness_test.mjs proves the
// scripts here with. What a source holds decides what is wrong with its answer.
//
// usage: node faulty_dump.mjs MODULES_DIR
import { loadSucrase } from '../oracle/reference.mjs';

/** Faults by the text that brings them about; `none` of them appears in a program by chance. */
export const faults = {
  bytes: 'faultyBytes',
  accepts: 'faultyAccept',
  rejects: 'faultyReject',
  declines: 'faultyDecline',
  crash: 'faultyCrash',
  hang: 'faultyHang',
};
const statuses = { transformed: 0, syntax: 1, declined: 2 };

function answer(status, text) {
  const bytes = Buffer.from(text);
  const header = Buffer.alloc(9);
  header[0] = statuses[status];
  header.writeUInt32LE(bytes.length, 5);
  return Buffer.concat([header, bytes]);
}

function answerTo(source, transform) {
  if (source.includes(faults.crash)) process.abort();
  if (source.includes(faults.hang)) return undefined;
  if (source.includes(faults.rejects)) return answer('syntax', 'Unexpected token');
  if (source.includes(faults.declines)) return answer('declined', 'a construct');
  if (source.includes(faults.accepts)) return answer('transformed', source);
  try {
    const code = transform(source);
    return answer('transformed', source.includes(faults.bytes) ? code.replace(faults.bytes, `${faults.bytes} `) : code);
  } catch {
    return answer('syntax', 'Unexpected token');
  }
}

function main(modules) {
  const transform = loadSucrase(modules);
  let received = Buffer.alloc(0);
  let isHanging = false;
  process.stdin.on('data', (chunk) => {
    received = Buffer.concat([received, chunk]);
    while (!isHanging && received.length >= 4 && received.length >= 4 + received.readUInt32LE(0)) {
      const end = 4 + received.readUInt32LE(0);
      const bytes = answerTo(received.subarray(4, end).toString(), transform);
      received = received.subarray(end);
      if (bytes === undefined) isHanging = true;
      else process.stdout.write(bytes);
    }
  });
}

if (import.meta.url === new URL(process.argv[1], 'file:').href) main(process.argv[2]);

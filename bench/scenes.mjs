// Scenes to migrate: all different, and all of the form that the reference service can handle, so
// that bazc's artifacts and its are the same bytes.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../tests/oracle/bazc.mjs';

export const numberedId = (n) => `scene-${String(n).padStart(8, '0')}`;

/** What a migration records, but the time. */
export const resultColumns = 'id, compiled_hash, compiled_url, compilation_error, compiled_at IS NULL AS undated';

/** Adds bazc's columns to the table at `url`. */
export async function addColumns(bazc, url) {
  const { code, stderr } = await run(bazc, ['init', '--db', url]);
  if (code !== 0) throw new Error(`bazc init ends with ${code}: ${stderr}`);
}

/** About 300 bytes. */
export const smallScene = (n) => `const { AbsoluteFill, useCurrentFrame } = window.Remotion;

export default function Scene${n}() {
  const frame: number = useCurrentFrame();
  return (
    <AbsoluteFill style={{ backgroundColor: '#101820', opacity: Math.min(1, frame / ${20 + (n % 40)}) }}>
      <h1 style={{ fontSize: 96 }}>Scene number ${n}</h1>
    </AbsoluteFill>
  );
}
`;

/** The same, handed over as the reference service wants it: a global, and no export. */
export const smallGlobalScene = (n) =>
  `${smallScene(n).replace('export default function', 'function')}window.__REMOTION_COMPONENT = Scene${n};\n`;

const globals = { react: 'React', remotion: 'Remotion' };
const importClause = /^import (?:(\w+)(?:, )?)?(?:\{([^}]*)\})? ?from ['"](\w+)['"];\n/gm;
const defaultExport = /^export default (?:function )?([A-Z]\w+)/m;

/** `import React, { useMemo, type FC } from 'react'` as the constants that mean the same. */
function constantsOf(_, whole, braced = '', library) {
  const names = braced.split(',').map((name) => name.trim()).filter((name) => name !== '' && !name.startsWith('type '));
  const from = `window.${globals[library]}`;
  return (
    (whole ? `const ${whole} = ${from};\n` : '') +
    (names.length > 0 ? `const { ${names.map((name) => name.replace(' as ', ': ')).join(', ')} } = ${from};\n` : '')
  );
}

/** The examples that have a default export of their own name, as expressions whose value it is. */
function exampleParts(directory) {
  return readdirSync(directory)
    .sort()
    .map((name) => readFileSync(join(directory, name), 'utf8'))
    .filter((source) => defaultExport.test(source) && !source.startsWith('```'))
    .map((source) => {
      const [, name] = defaultExport.exec(source);
      const body = source
        .replace(/^export default [A-Z]\w+;\n/m, '')
        .replace(/^export (default )?(?=function|const)/gm, '')
        .replace(importClause, constantsOf);
      return { name, body };
    })
    .filter(({ body }) => !/^(import|export)\b/m.test(body))
    .map(({ name, body }) => `(() => {\n${body}return ${name};\n})()`);
}

/** Gives a function of a number: scenes of about 6 KB, three examples that follow each other. */
export function makeFilmScene(directory) {
  const parts = exampleParts(directory);
  if (parts.length < 4) throw new Error(`only ${parts.length} examples fit the reference service`);
  return (n) => {
    // Steps that differ, so that the triples do.
    const chosen = [n, n + 1 + (n % (parts.length - 2)), n + parts.length - 1].map((index) => parts[index % parts.length]);
    return `// Film ${n}
${chosen.map((part, index) => `const Part${index} = ${part};\n`).join('')}
function Film${n}() {
  const { Series } = window.Remotion;
  return (
    <Series>
      {[Part0, Part1, Part2].map((Part, index) => (
        <Series.Sequence key={index} durationInFrames={${60 + (n % 90)}}><Part /></Series.Sequence>
      ))}
    </Series>
  );
}

window.__REMOTION_COMPONENT = Film${n};
`;
  };
}

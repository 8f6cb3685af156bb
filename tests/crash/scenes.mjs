// The rows of a migration: sources that compile, of different sizes and all distinct; copies of
// them; sources that do not compile; rows without a source; rows that are deleted.

const good = [
  (n) => `import { AbsoluteFill, useCurrentFrame } from 'remotion';

type Props = { label?: string };

export default function Scene${n}({ label = 'Scene ${n} ✨' }: Props) {
  const frame = useCurrentFrame();
  return <AbsoluteFill style={{ opacity: frame / ${n + 30} }}>{label ?? 'none'}</AbsoluteFill>;
}
`,
  (n) => `const { AbsoluteFill, interpolate, useCurrentFrame } = window.Remotion;

const rows = [${Array.from({ length: 8 + (n % 40) }, (_, i) => `{ name: 'row ${i}', value: ${(n * 7 + i * 13) % 100} }`).join(', ')}];

const Bars${n} = () => {
  const frame = useCurrentFrame();
  return (
    <AbsoluteFill>
      {rows.map((row) => (
        <div key={row.name} style={{ width: interpolate(frame, [0, 30], [0, row.value]) }}>
          {row.name} &mdash; {row.value}&nbsp;%
        </div>
      ))}
    </AbsoluteFill>
  );
};

window.__REMOTION_COMPONENT = Bars${n};
`,
  (n) => `enum Mood { Calm, Loud = ${n} }

function Title${n}() {
  return <h1 data-mood={Mood.Loud}>“Number ${n}”</h1>;
}
`,
];

const bad = [
  (n) => `export default function Broken${n}() {\n  return <div>{[1, 2, 3</div>;\n}\n`,
  (n) => `export const width${n} = 1920;\nexport const colors = ['red', 'green'];\n`,
  (n) => `export default function Plot${n}() {\n  return <p>{eval('${n} + 1')}</p>;\n}\n`,
  (n) => `import { motion } from 'framer-motion';\nexport default () => <motion.p>${n}</motion.p>;\n`,
];

/** Rows {id, source, deleted, compiles}; `compiles` says whether a hash is due. */
export function makeRows(count, random) {
  const rows = [];
  for (let n = 0; n < count; n += 1) {
    const dice = random.upTo(100);
    const earlier = dice < 12 ? random.pick(rows.filter((row) => row.compiles).concat(null)) : null;
    // A row of each kind comes first, so that few rows have them all too.
    let row = { source: random.pick(good)(n), compiles: true };
    if (earlier) row = { source: earlier.source, compiles: true };
    else if (n % 25 === 3 || (dice >= 12 && dice < 20)) row = { source: random.pick(bad)(n), compiles: false };
    else if (n % 50 === 4) row = { source: null, compiles: false };
    row.deleted = n % 40 === 5;
    // Ids in no order of creation, as UUIDs are; one with everything that quoting has to bear.
    row.id = n === 7 ? `it's "7"; -- ✨` : `${Math.floor(random.upTo(2 ** 32)).toString(16).padStart(8, '0')}-${n}`;
    rows.push(row);
  }
  return rows;
}

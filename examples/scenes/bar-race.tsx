import * as React from 'react';
import * as Remotion from 'remotion';

interface Entry {
  readonly name: string;
  readonly color: string;
  /** One value a year, the first year first. */
  readonly values: number[];
}

type Ranked<T> = T & { rank: number; value: number };

const FIRST_YEAR = 2019;
const FRAMES_A_YEAR = 30;

const entries: Entry[] = [
  { name: 'Solar', color: '#f59e0b', values: [12, 20, 34, 55, 81, 110] },
  { name: 'Wind', color: '#38bdf8', values: [30, 36, 45, 58, 70, 85] },
  { name: 'Hydro', color: '#2563eb', values: [60, 61, 61, 62, 62, 63] },
  { name: 'Biomass', color: '#65a30d', values: [18, 19, 21, 22, 24, 25] },
];

function valueAt(values: number[], year: number): number {
  const left = Math.min(Math.floor(year), values.length - 1);
  const right = Math.min(left + 1, values.length - 1);
  return values[left]! + (values[right]! - values[left]!) * (year - left);
}

function rankBy<T extends object>(items: readonly T[], score: (item: T) => number): Ranked<T>[] {
  return items
    .map((item) => ({ ...item, value: score(item), rank: 0 }))
    .sort((a, b) => b.value - a.value)
    .map((item, rank) => ({ ...item, rank }));
}

export const BarRace: React.FC<{ title?: string }> = ({ title = 'Installed capacity, GW' }) => {
  const frame = Remotion.useCurrentFrame();
  const { width } = Remotion.useVideoConfig();
  const year = Math.min(frame / FRAMES_A_YEAR, entries[0].values.length - 1);

  const ranked = React.useMemo(() => rankBy<Entry>(entries, (entry) => valueAt(entry.values, year)), [year]);
  const longest = ranked[0]!.value as number;

  return (
    <Remotion.AbsoluteFill style={{ background: '#0f172a', color: '#e2e8f0', fontFamily: 'Inter, sans-serif' }}>
      <header style={{ padding: '72px 96px 0', display: 'flex', justifyContent: 'space-between' }}>
        <strong style={{ fontSize: 56 }}>{title}</strong>
        <span style={{ fontSize: 96, fontWeight: 800, opacity: 0.35 }}>{FIRST_YEAR + Math.floor(year)}</span>
      </header>
      {ranked.map((entry) => (
        <div
          key={entry.name}
          style={{
            position: 'absolute',
            top: 300 + entry.rank * 170,
            left: 96,
            width: (entry.value / longest) * (width - 480),
            height: 120,
            borderRadius: 16,
            background: entry.color,
            display: 'flex',
            alignItems: 'center',
            justifyContent: 'flex-end',
          }}
        >
          <span style={{ position: 'absolute', left: 'calc(100% + 24px)', whiteSpace: 'nowrap', fontSize: 40 }}>
            {entry.name} {entry.value.toFixed(0)}
          </span>
        </div>
      ))}
    </Remotion.AbsoluteFill>
  );
};

export default BarRace;

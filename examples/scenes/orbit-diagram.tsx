import React, { useMemo } from 'react';
import { AbsoluteFill, useCurrentFrame } from 'remotion';

const TAU = Math.PI * 2;

const planets = [
  ['Mercury', 90, 24, '#a8a29e', 6],
  ['Venus', 150, 62, '#fcd34d', 11],
  ['Earth', 220, 100, '#38bdf8', 12],
  ['Mars', 300, 188, '#f87171', 9],
] as const;

const point = <T extends number>(radius: T, angle: number): [number, number] => [
  radius * Math.cos(angle),
  radius * Math.sin(angle) * 0.55,
];

const trail = (radius: number, angle: number, steps = 24) =>
  Array.from({ length: steps }, (_, step) => point(radius, angle - (step / steps) * 0.9).join(',')).join(' ');

export default React.memo(() => {
  const frame = useCurrentFrame();
  const stars = useMemo(
    () => Array.from({ length: 120 }, (_, i) => ({ x: (i * 397) % 1000, y: (i * 211) % 560, r: 0.5 + (i % 3) / 2 })),
    [],
  );

  return (
    <AbsoluteFill style={{ background: '#02040a' }}>
      <svg viewBox="-500 -280 1000 560" width="100%" height="100%">
        {stars.map(({ x, y, r }, i) => (
          <circle key={i} cx={x - 500} cy={y - 280} r={r} fill="white" opacity={i % 7 < 2 ? 0.9 : 0.35} />
        ))}
        <circle r={38} fill="#fde047" />
        {planets.map(([name, radius, period, color, size]) => {
          const angle = (frame / period) * TAU;
          const [x, y] = point(radius, angle);
          return (
            <g key={name}>
              <ellipse rx={radius} ry={radius * 0.55} fill="none" stroke="#ffffff1f" />
              <polyline points={trail(radius, angle)} fill="none" stroke={color} strokeWidth={size / 3} opacity={0.5} />
              <circle cx={x} cy={y} r={size} fill={color} />
              <text x={x} y={y - size - 8} textAnchor="middle" fontSize={16} fill="#cbd5e1">
                {name}
              </text>
            </g>
          );
        })}
      </svg>
    </AbsoluteFill>
  );
});

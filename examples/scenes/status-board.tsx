import React from 'react';
import { AbsoluteFill, interpolate, useCurrentFrame } from 'remotion';

enum Health {
  Up = 'up',
  Slow = 'slow',
  Down = 'down',
}

enum Priority {
  Low,
  Normal = 5,
  High,
}

type Service = {
  name: string;
  health: Health;
  priority?: Priority;
  metrics?: { latency?: number; region?: { name: string } | null };
};

const services: Service[] = [
  { name: 'api', health: Health.Up, priority: Priority.High, metrics: { latency: 38, region: { name: 'Frankfurt' } } },
  { name: 'search', health: Health.Slow, metrics: { latency: 912, region: null } },
  { name: 'billing', health: Health.Up, priority: Priority.Low, metrics: {} },
  { name: 'exports', health: Health.Down },
];

const colors: Record<Health, string> = {
  [Health.Up]: '#22c55e',
  [Health.Slow]: '#eab308',
  [Health.Down]: '#ef4444',
};

const Row: React.FC<{ service: Service; index: number }> = ({ service, index }) => {
  const frame = useCurrentFrame();
  const slide = interpolate(frame, [index * 6, index * 6 + 18], [80, 0], {
    extrapolateLeft: 'clamp',
    extrapolateRight: 'clamp',
  });
  const pulse = service.health === Health.Down ? 0.6 + Math.abs(Math.sin(frame / 6)) * 0.4 : 1;
  const latency = service.metrics?.latency ?? '–';
  const region = service.metrics?.region?.name ?? 'everywhere';
  const priority = Priority[service.priority ?? Priority.Normal];

  return (
    <tr style={{ transform: `translateX(${slide}px)`, fontSize: 42 }}>
      <td style={{ padding: '22px 40px 22px 0' }}>
        <span style={{ color: colors[service.health], opacity: pulse }}>●</span> {service.name}
      </td>
      <td style={{ opacity: 0.7 }}>{region}</td>
      <td style={{ textAlign: 'right', fontVariantNumeric: 'tabular-nums' }}>{latency} ms</td>
      <td style={{ textAlign: 'right', opacity: 0.5 }}>{priority}</td>
    </tr>
  );
};

export default function StatusBoard() {
  const failing = services.filter((service) => service?.health !== Health.Up).length;
  return (
    <AbsoluteFill style={{ background: '#111418', color: '#e7ebf0', fontFamily: 'monospace', padding: 100 }}>
      <div style={{ fontSize: 60, marginBottom: 40 }}>
        {failing > 0 ? `${failing} of ${services.length} services need a look` : 'All systems normal'}
      </div>
      <table style={{ width: '100%', borderCollapse: 'collapse' }}>
        <tbody>
          {services.map((service, index) => (
            <Row key={service.name} service={service} index={index} />
          ))}
        </tbody>
      </table>
    </AbsoluteFill>
  );
}

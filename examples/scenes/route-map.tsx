import type { CSSProperties, ReactNode } from 'react';
import React from 'react';
import { AbsoluteFill, interpolate, useCurrentFrame, type SpringConfig } from 'remotion';

namespace Geometry {
  export type Point = { x: number; y: number };
}

declare const __BUILD__: string;

abstract class Route<Stop extends Geometry.Point> {
  constructor(
    public readonly name: string,
    protected stops: Stop[],
  ) {}

  abstract get path(): string;

  length(): number;
  length(unit?: string): number {
    return this.stops.slice(1).reduce((sum, stop, i) => sum + distance(stop, this.stops[i] as Stop), 0);
  }
}

function distance(a: Geometry.Point, b: Geometry.Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

class StraightRoute extends Route<Geometry.Point> {
  #color = '#0ea5e9';
  static count = 0;

  get color() {
    return this.#color;
  }

  override get path(): string {
    StraightRoute.count += 1;
    return this.stops.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join(' ');
  }
}

const coast = new StraightRoute('The coast road', [
  { x: 120, y: 860 },
  { x: 420, y: 860 },
  { x: 420, y: 460 },
  { x: 1020, y: 460 },
]);

const gentle: Partial<SpringConfig> = { damping: 200 };
const label: CSSProperties = { position: 'absolute', left: 120, top: 90, fontSize: 72, fontWeight: 700 };

const Label = ({ children }: { children: ReactNode }) => <div style={label}>{children}</div>;

function RouteMap(): JSX.Element {
  const frame = useCurrentFrame();
  const total = coast.length();
  const drawn = interpolate(frame, [0, 60], [0, total], { extrapolateRight: 'clamp' });

  return (
    <AbsoluteFill style={{ background: '#ecfeff', color: '#164e63', fontFamily: 'Inter, sans-serif' }}>
      <Label>
        {coast.name}: {Math.round(drawn / 10)} km
      </Label>
      <svg viewBox="0 0 1920 1080" data-damping={gentle.damping}>
        <path
          d={coast.path}
          fill="none"
          stroke={coast.color}
          strokeWidth={14}
          strokeLinejoin="round"
          strokeDasharray={total}
          strokeDashoffset={total - drawn}
        />
      </svg>
    </AbsoluteFill>
  );
}

export { RouteMap as default, type Geometry };

import React, { Component } from 'react';
import { AbsoluteFill, random, useCurrentFrame, useVideoConfig } from 'remotion';

interface FieldProps {
  frame: number;
  width: number;
  height: number;
}

/** A drifting field of fireflies: every position follows from the seed and the frame alone. */
class Fireflies extends Component<FieldProps> {
  static defaultCount = 60;
  private readonly seed: string = 'fireflies';
  protected hue = 64;

  particle = (index: number) => {
    const { frame, width, height } = this.props;
    const x = random(`${this.seed}-x-${index}`) * width;
    const y = random(`${this.seed}-y-${index}`) * height;
    const phase = random(`${this.seed}-p-${index}`) * Math.PI * 2;
    return {
      cx: x + Math.sin(frame / 40 + phase) * 60,
      cy: y + Math.cos(frame / 55 + phase) * 40,
      r: 3 + 4 * random(`${this.seed}-r-${index}`),
      opacity: 0.35 + 0.65 * Math.abs(Math.sin(frame / 22 + phase)),
    };
  };

  render() {
    return (
      <g fill={`hsl(${this.hue}, 95%, 68%)`}>
        {Array.from({ length: Fireflies.defaultCount }).map((_, index) => (
          <circle key={index} {...this.particle(index)} />
        ))}
      </g>
    );
  }
}

export default function ParticleField(): JSX.Element {
  const frame = useCurrentFrame();
  const { width, height } = useVideoConfig();
  return (
    <AbsoluteFill style={{ background: 'linear-gradient(#0b1d1a, #03100c)' }}>
      <svg viewBox={`0 0 ${width} ${height}`} style={{ filter: 'drop-shadow(0 0 12px #faff9e)' }}>
        <Fireflies frame={frame} width={width} height={height} />
        <text x={width / 2} y={height - 120} textAnchor="middle" fontSize={64} fill="#f6ffe0" fontFamily="Georgia">
          {Fireflies.defaultCount} fireflies, one summer night
        </text>
      </svg>
    </AbsoluteFill>
  );
}

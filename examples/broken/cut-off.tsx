import React from 'react';
import { AbsoluteFill, useCurrentFrame, interpolate } from 'remotion';

// The model ran out of tokens in the middle of this one.
export default function Fireworks() {
  const frame = useCurrentFrame();
  const bursts = [
    { x: 320, y: 240, color: '#ff006e', at: 10 },
    { x: 960, y: 180, color: '#ffbe0b', at: 26 },
    { x: 1500, y: 300, color: '#3a86ff', at: 41 },
  ];

  return (
    <AbsoluteFill style={{ background: '#03071e' }}>
      {bursts.map(({ x, y, color, at }) => {
        const size = interpolate(frame, [at, at + 30], [0, 400], { extrapolateLeft: 'clamp' });
        return <div key={at} style={{ position: 'absolute', left: x - size / 2, top: y - size / 2, width: size,

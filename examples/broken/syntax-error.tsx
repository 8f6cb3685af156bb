import React from 'react';
import { AbsoluteFill, useCurrentFrame } from 'remotion';

export default function Sparkler() {
  const frame = useCurrentFrame();
  const sparks = Array.from({ length: 24 }, (_, i) => i * 15;

  return (
    <AbsoluteFill style={{ background: '#10002b' }}>
      {sparks.map((angle) => (
        <div key={angle} style={{ transform: `rotate(${angle + frame}deg)` }}>✨</div>
      ))}
    </AbsoluteFill>
  );
}

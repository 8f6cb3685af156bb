import React from 'react';
import { AbsoluteFill, Easing, interpolate, spring, useCurrentFrame, useVideoConfig } from 'remotion';

// A title over slow northern lights: three blurred ribbons, letters that rise one after another.
const RIBBONS = [
  { hue: 152, top: '8%', delay: 0, speed: 0.6 },
  { hue: 176, top: '22%', delay: 12, speed: 0.9 },
  { hue: 268, top: '38%', delay: 24, speed: 0.75 },
];

const Ribbon = ({ hue, top, delay, speed }: { hue: number; top: string; delay: number; speed: number }) => {
  const frame = useCurrentFrame();
  const sway = Math.sin(((frame - delay) / 30) * speed) * 6;
  const opacity = interpolate(frame, [delay, delay + 30], [0, 0.55], {
    extrapolateLeft: 'clamp',
    extrapolateRight: 'clamp',
  });

  return (
    <div
      style={{
        position: 'absolute',
        top,
        left: '-10%',
        width: '120%',
        height: 260,
        opacity,
        filter: 'blur(48px)',
        transform: `rotate(${-6 + sway}deg)`,
        background: `linear-gradient(90deg, transparent, hsl(${hue}, 85%, 58%), transparent)`,
      }}
    />
  );
};

export default function AuroraTitle() {
  const frame = useCurrentFrame();
  const { fps, durationInFrames } = useVideoConfig();
  const title = 'Northern Lights';

  const fadeOut = interpolate(frame, [durationInFrames - 20, durationInFrames], [1, 0], {
    easing: Easing.inOut(Easing.cubic),
    extrapolateLeft: 'clamp',
    extrapolateRight: 'clamp',
  });

  return (
    <AbsoluteFill style={{ backgroundColor: '#04060f', opacity: fadeOut }}>
      {RIBBONS.map((ribbon) => (
        <Ribbon key={ribbon.hue} {...ribbon} />
      ))}
      <AbsoluteFill style={{ justifyContent: 'center', alignItems: 'center', fontFamily: 'Georgia, serif' }}>
        <h1 style={{ display: 'flex', margin: 0, fontSize: 132, color: '#f4fbff', letterSpacing: '0.02em' }}>
          {title.split('').map((letter, index) => {
            const rise = spring({ frame: frame - index * 2, fps, config: { damping: 14, stiffness: 110 } });
            return (
              <span
                key={index}
                style={{
                  display: 'inline-block',
                  whiteSpace: 'pre',
                  opacity: rise,
                  transform: `translateY(${(1 - rise) * 90}px)`,
                }}
              >
                {letter}
              </span>
            );
          })}
        </h1>
        <p style={{ marginTop: 24, fontSize: 34, color: '#9fc7d6', letterSpacing: '0.3em' }}>
          TROMSØ · 69° N
        </p>
      </AbsoluteFill>
    </AbsoluteFill>
  );
}

import { AbsoluteFill, useCurrentFrame } from 'remotion';

const curve = new Function('t', 'return t * t * (3 - 2 * t)');

export default function Smoothstep() {
  const frame = useCurrentFrame();
  return <AbsoluteFill style={{ opacity: curve(Math.min(frame / 30, 1)) }}>Smooth</AbsoluteFill>;
}

import { AbsoluteFill, useCurrentFrame } from 'remotion';

const formula = 'Math.sin(frame / 20) * 120';

export default function Plotter() {
  const frame = useCurrentFrame();
  const y = eval(formula);
  return (
    <AbsoluteFill style={{ background: 'white', justifyContent: 'center' }}>
      <div style={{ transform: `translateY(${y}px)`, fontSize: 80 }}>y = {formula}</div>
    </AbsoluteFill>
  );
}

const { AbsoluteFill, useCurrentFrame, useVideoConfig, interpolate, Easing } = (window as any).Remotion;

interface StageProps {
  label: string;
  active: boolean;
}

const Stage = ({ label, active }: StageProps) => (
  <li
    style={{
      listStyle: 'none',
      padding: '14px 28px',
      borderRadius: 999,
      fontSize: 28,
      color: active ? '#04121d' : '#7aa7c7',
      background: active ? '#7df9ff' : 'rgba(125, 249, 255, 0.08)',
    }}
  >
    {label}
  </li>
);

const CountdownLaunch = () => {
  const frame: number = useCurrentFrame();
  const { fps, height } = useVideoConfig();
  const secondsLeft = Math.max(0, 3 - Math.floor(frame / fps));
  const withinSecond = (frame % fps) / fps;
  const lifted = secondsLeft === 0;

  const scale = interpolate(withinSecond, [0, 0.3, 1], [1.6, 1, 0.92], { easing: Easing.out(Easing.quad) });
  const rocketY = lifted
    ? interpolate(frame, [3 * fps, 5 * fps], [0, -height], { extrapolateRight: 'clamp', easing: Easing.in(Easing.cubic) })
    : Math.sin(frame * 1.7) * 2;

  return (
    <AbsoluteFill style={{ background: 'radial-gradient(circle at 50% 120%, #12466b, #020814 70%)' }}>
      <AbsoluteFill style={{ alignItems: 'center', justifyContent: 'center', color: 'white', fontFamily: 'monospace' }}>
        <div style={{ fontSize: 340, fontWeight: 900, transform: `scale(${scale})` }}>
          {lifted ? 'Liftoff!' : `T-${secondsLeft}`}
        </div>
        <ul style={{ display: 'flex', gap: 24, padding: 0 }}>
          <Stage label="Fuel" active={secondsLeft <= 3} />
          <Stage label="Guidance" active={secondsLeft <= 2} />
          <Stage label="Ignition" active={secondsLeft <= 1} />
        </ul>
        <div style={{ fontSize: 160, transform: `translateY(${rocketY}px) rotate(-45deg)` }}>🚀</div>
      </AbsoluteFill>
    </AbsoluteFill>
  );
};

(window as any).__REMOTION_COMPONENT = CountdownLaunch;

const { AbsoluteFill, Sequence, useCurrentFrame, useVideoConfig, interpolate, spring } = window.Remotion;

const Petal = ({ index, count }: { index: number; count: number }) => {
  const frame = useCurrentFrame();
  const { fps } = useVideoConfig();
  const open = spring({ frame: frame - index * 3, fps, config: { damping: 11, mass: 0.8 } });
  const angle = (360 / count) * index;
  return (
    <ellipse
      rx={34}
      ry={96 * open}
      cy={-96 * open}
      fill={`hsl(${330 + index * 6}, 82%, 62%)`}
      fillOpacity={0.82}
      transform={`rotate(${angle * open})`}
    />
  );
};

const Wordmark = () => {
  const frame = useCurrentFrame();
  const spacing = interpolate(frame, [0, 30], [60, 8], { extrapolateRight: 'clamp' });
  return (
    <div style={{ fontSize: 88, fontWeight: 300, letterSpacing: spacing, color: '#3b1d2e', textIndent: spacing }}>
      magnolia
    </div>
  );
};

const Component = () => {
  const petals = 8;
  return (
    <AbsoluteFill style={{ background: '#fff7f3', alignItems: 'center', justifyContent: 'center' }}>
      <svg viewBox="-220 -220 440 440" width={520}>
        {[...Array(petals).keys()].map((index) => (
          <Petal key={index} index={index} count={petals} />
        ))}
        <circle r={26} fill="#fde68a" />
      </svg>
      <Sequence from={30} layout="none">
        <Wordmark />
      </Sequence>
    </AbsoluteFill>
  );
};

window.__REMOTION_COMPONENT = Component;

const { AbsoluteFill, useCurrentFrame, useVideoConfig, interpolate, spring, Easing } = window.Remotion;

const quarters = [
  { label: 'Q1', value: 1.2 },
  { label: 'Q2', value: 1.9 },
  { label: 'Q3', value: 2.6 },
  { label: 'Q4', value: 4.1 },
];

export default function RevenueCounter() {
  const frame = useCurrentFrame();
  const { fps } = useVideoConfig();
  const total = quarters.reduce((sum, quarter) => sum + quarter.value, 0);

  const progress = interpolate(frame, [0, 60], [0, 1], {
    easing: Easing.out(Easing.cubic),
    extrapolateLeft: 'clamp',
    extrapolateRight: 'clamp',
  });
  const shown = (total * progress).toFixed(1);
  const highest = Math.max(...quarters.map((quarter) => quarter.value));

  return (
    <AbsoluteFill
      style={{
        background: 'linear-gradient(160deg, #0b1220 0%, #13233f 100%)',
        color: 'white',
        fontFamily: 'Inter, system-ui, sans-serif',
        padding: 96,
      }}
    >
      <div style={{ fontSize: 36, opacity: 0.7 }}>Annual recurring revenue</div>
      <div style={{ fontSize: 180, fontWeight: 800, letterSpacing: -6, fontVariantNumeric: 'tabular-nums' }}>
        ${shown}M
      </div>
      <div style={{ display: 'flex', alignItems: 'flex-end', gap: 48, flex: 1, marginTop: 48 }}>
        {quarters.map((quarter, index) => {
          const grow = spring({ frame: frame - 10 - index * 6, fps, config: { damping: 12 } });
          const isBest = quarter.value === highest;
          return (
            <div key={quarter.label} style={{ flex: 1, textAlign: 'center' }}>
              <div
                style={{
                  height: 460 * (quarter.value / highest) * grow,
                  borderRadius: 18,
                  background: isBest
                    ? 'linear-gradient(180deg, #34d399, #059669)'
                    : 'linear-gradient(180deg, #60a5fa, #2563eb)',
                  boxShadow: isBest ? '0 0 60px rgba(52, 211, 153, 0.45)' : 'none',
                }}
              />
              <div style={{ marginTop: 20, fontSize: 32, opacity: grow }}>{quarter.label}</div>
            </div>
          );
        })}
      </div>
    </AbsoluteFill>
  );
}

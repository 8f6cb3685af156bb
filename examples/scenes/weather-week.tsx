const { AbsoluteFill, useCurrentFrame, useVideoConfig, spring, interpolate } = window.Remotion;

const days = [
  { day: 'Mon', icon: '☀️', high: 24, low: 14 },
  { day: 'Tue', icon: '🌤️', high: 22, low: 13 },
  { day: 'Wed', icon: '🌧️', high: 17, low: 11 },
  { day: 'Thu', icon: '⛈️', high: 16, low: 10 },
  { day: 'Fri', icon: '🌈', high: 21, low: 12 },
];

const heat = (degrees: number): string => `hsl(${interpolate(degrees, [10, 25], [210, 30])}, 85%, 62%)`;

function DayColumn({ day, icon, high, low, index }: (typeof days)[number] & { index: number }) {
  const frame = useCurrentFrame();
  const { fps } = useVideoConfig();
  const appear = spring({ frame: frame - index * 5, fps });

  return (
    <div style={{ textAlign: 'center', opacity: appear, transform: `translateY(${(1 - appear) * 60}px)` }}>
      <div style={{ fontSize: 40, opacity: 0.8 }}>{day}</div>
      <div style={{ fontSize: 110, margin: '24px 0' }}>{icon}</div>
      <div
        style={{
          width: 20,
          height: (high - low) * 22,
          margin: '0 auto 24px',
          borderRadius: 10,
          background: `linear-gradient(${heat(high)}, ${heat(low)})`,
        }}
      />
      <div style={{ fontSize: 44, fontWeight: 700 }}>{high}°</div>
      <div style={{ fontSize: 36, opacity: 0.6 }}>{low}°</div>
    </div>
  );
}

function WeatherWeek() {
  return (
    <AbsoluteFill
      style={{
        background: 'linear-gradient(180deg, #1e3a8a, #38bdf8)',
        color: 'white',
        fontFamily: 'system-ui, sans-serif',
        padding: 90,
      }}
    >
      <h2 style={{ margin: '0 0 60px', fontSize: 64, fontWeight: 600 }}>This week in Lisbon</h2>
      <div style={{ display: 'flex', justifyContent: 'space-around' }}>
        {days.map((entry, index) => (
          <DayColumn key={entry.day} {...entry} index={index} />
        ))}
      </div>
    </AbsoluteFill>
  );
}

// Written for the page's globals alone: no import, no export.
const { AbsoluteFill, useCurrentFrame, useVideoConfig } = window.Remotion;

const two = (value) => String(Math.floor(value)).padStart(2, '0');

function Hand({ angle, length, width, color }) {
  return (
    <line
      x1={0}
      y1={0}
      x2={0}
      y2={-length}
      stroke={color}
      strokeWidth={width}
      strokeLinecap="round"
      transform={`rotate(${angle})`}
    />
  );
}

function NeonClock() {
  const frame = useCurrentFrame();
  const { fps } = useVideoConfig();
  const seconds = 10 * 3600 + 8 * 60 + frame / fps;
  const glow = 18 + Math.sin(frame / 8) * 6;

  return (
    <AbsoluteFill style={{ background: '#07010f', alignItems: 'center', justifyContent: 'center' }}>
      <svg viewBox="-250 -250 500 500" width={760} style={{ filter: `drop-shadow(0 0 ${glow}px #ff2bd6)` }}>
        <circle r={220} fill="none" stroke="#ff2bd6" strokeWidth={6} />
        {Array.from({ length: 12 }, (_, hour) => (
          <circle key={hour} r={hour % 3 === 0 ? 9 : 4} cy={-190} fill="#25f4ee" transform={`rotate(${hour * 30})`} />
        ))}
        <Hand angle={seconds / 120} length={110} width={12} color="#ffffff" />
        <Hand angle={seconds / 10} length={160} width={8} color="#ffffff" />
        <Hand angle={seconds * 6} length={180} width={3} color="#25f4ee" />
      </svg>
      <div style={{ marginTop: 32, fontFamily: 'monospace', fontSize: 64, color: '#25f4ee' }}>
        {two(seconds / 3600)}:{two((seconds / 60) % 60)}:{two(seconds % 60)}
      </div>
    </AbsoluteFill>
  );
}

window.__REMOTION_COMPONENT = NeonClock;

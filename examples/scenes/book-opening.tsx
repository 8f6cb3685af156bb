'use client';
const { AbsoluteFill, Sequence, Video, useCurrentFrame, useVideoConfig, interpolate, spring, staticFile } =
  window.Remotion;
const { useMemo } = React;

/**
 * A book that opens on a sentence. `globalThis` instead of `window`: the page does not mind.
 */
const sentence = `Call me “${['Ish', 'ma', 'el'].join('')}”.`;
const isLetter = /[\p{L}'’]/u;

function Page({ side, children }) {
  const frame = useCurrentFrame();
  const { fps } = useVideoConfig();
  const turn = spring({ frame, fps, config: { damping: 20, mass: 1.4 } });
  const angle = interpolate(turn, [0, 1], [side === 'left' ? 90 : -90, 0]);
  return (
    <div
      style={{
        width: 620,
        height: 820,
        padding: 70,
        background: '#fdf8ec',
        transformOrigin: side === 'left' ? '100% 50%' : '0% 50%',
        transform: `perspective(2400px) rotateY(${angle}deg)`,
      }}
    >
      {children}
    </div>
  );
}

function BookOpening() {
  const frame = useCurrentFrame();
  const letters = useMemo(() => [...sentence].filter((character) => isLetter.test(character)).length, []);
  const visible = Math.floor(interpolate(frame, [20, 50], [0, sentence.length], { extrapolateRight: 'clamp' }));

  return (
    <AbsoluteFill style={{ background: '#3b2a1e' }}>
      <Video src={staticFile('dust.mp4')} muted style={{ position: 'absolute', opacity: 0.2 }} />
      <AbsoluteFill style={{ flexDirection: 'row', alignItems: 'center', justifyContent: 'center' }}>
        <Page side="left">
          <p style={{ font: 'italic 40px Georgia', color: '#8a7a63' }}>Chapter&nbsp;1</p>
        </Page>
        <Page side="right">
          <p style={{ font: '58px/1.4 Georgia', color: '#2b2118' }}>{sentence.slice(0, visible)}</p>
          <Sequence from={45} layout="none">
            <small style={{ color: '#8a7a63' }}>{letters} letters</small>
          </Sequence>
        </Page>
      </AbsoluteFill>
    </AbsoluteFill>
  );
}

globalThis.__REMOTION_COMPONENT = BookOpening;
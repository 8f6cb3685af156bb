const PROMPT = '~/projects $';

const LINES: ReadonlyArray<{ text: string; at: number; kind: 'command' | 'output' }> = [
  { text: 'npm run render', at: 0, kind: 'command' },
  { text: '✔ bundled in 812 ms', at: 24, kind: 'output' },
  { text: '✔ 1,800 frames, 60 s', at: 34, kind: 'output' },
  { text: 'open out/video.mp4', at: 42, kind: 'command' },
];

const FRAMES_A_CHARACTER = 1;

function useTyped(text: string, from: number): string {
  const frame = useFrame();
  return text.slice(0, Math.max(0, Math.floor((frame - from) / FRAMES_A_CHARACTER)));
}

const Line = memo(function Line({ text, at, kind }: (typeof LINES)[number]) {
  const frame = useFrame();
  const typed = useTyped(text, at);
  if (frame < at) return null;
  return (
    <div style={{ color: kind === 'output' ? '#7ee787' : '#e6edf3', minHeight: 64 }}>
      {kind === 'command' && <span style={{ color: '#79c0ff' }}>{PROMPT} </span>}
      {kind === 'command' ? typed : text}
    </div>
  );
});

export default function TypingTerminal() {
  const frame = useFrame();
  const cursorVisible = Math.floor(frame / 15) % 2 === 0;

  return (
    <Stage style={{ background: '#1f2430', alignItems: 'center', justifyContent: 'center' }}>
      <div
        style={{
          width: 1400,
          borderRadius: 20,
          overflow: 'hidden',
          background: '#0d1117',
          boxShadow: '0 40px 120px rgba(0, 0, 0, 0.5)',
          font: '44px/64px "JetBrains Mono", monospace',
        }}
      >
        <div style={{ display: 'flex', gap: 14, padding: 24, background: '#161b22' }}>
          {['#ff5f57', '#febc2e', '#28c840'].map((color) => (
            <i key={color} style={{ width: 22, height: 22, borderRadius: '50%', background: color }} />
          ))}
        </div>
        <div style={{ padding: 40, minHeight: 420 }}>
          {LINES.map((line) => (
            <Line key={line.at} {...line} />
          ))}
          <span style={{ opacity: cursorVisible ? 1 : 0 }}>▋</span>
        </div>
      </div>
    </Stage>
  );
}

// Models like to put the imports last as well; they are hoisted all the same.
import { memo } from 'react';
import { AbsoluteFill as Stage, useCurrentFrame as useFrame } from 'remotion';

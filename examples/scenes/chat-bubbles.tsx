import { AbsoluteFill, spring, useCurrentFrame, useVideoConfig } from 'remotion';

type Author = 'me' | 'them';
type Message = { from: Author; text: string; at: number };

const script: Message[] = [
  { from: 'them', text: 'did you see the sunset?? 🌇', at: 5 },
  { from: 'me', text: 'I’m still on the roof', at: 25 },
  { from: 'them', text: 'coming up!', at: 45 },
];

// The only export, and not the default: it is the scene all the same.
export const ChatBubbles: React.FC = () => {
  const frame = useCurrentFrame();
  return (
    <AbsoluteFill style={{ background: '#0a0a0a', padding: '160px 120px', gap: 36 }}>
      {script
        .filter(({ at }) => frame >= at)
        .map((message) => (
          <Bubble key={message.at} {...message} />
        ))}
      {frame > 70 && <TypingDots />}
    </AbsoluteFill>
  );
};

function Bubble({ from, text, at }: Message) {
  const frame = useCurrentFrame();
  const { fps } = useVideoConfig();
  const pop = spring({ frame: frame - at, fps, config: { damping: 10, stiffness: 160 } });
  const mine = from === 'me';
  return (
    <div
      style={{
        alignSelf: mine ? 'flex-end' : 'flex-start',
        maxWidth: '70%',
        padding: '28px 44px',
        borderRadius: 48,
        fontSize: 56,
        color: 'white',
        background: mine ? '#2563eb' : '#27272a',
        transform: `scale(${pop})`,
        transformOrigin: mine ? '100% 100%' : '0 100%',
      }}
    >
      {text}
    </div>
  );
}

const TypingDots = () => {
  const frame = useCurrentFrame();
  return (
    <div style={{ fontSize: 72, color: '#71717a' }}>
      {[0, 1, 2].map((dot) => (
        <span key={dot} style={{ opacity: Math.floor(frame / 6) % 3 === dot ? 1 : 0.3 }}>
          •
        </span>
      ))}
    </div>
  );
};

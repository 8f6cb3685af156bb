import { AbsoluteFill, Audio, staticFile, useCurrentFrame, useVideoConfig, random } from 'remotion';

type Speaker = { name: string; role: string; color: string };

const speakers = {
  host: { name: 'Zoë Marchetti', role: 'Host', color: '#f472b6' },
  guest: { name: 'Íñigo Brandt', role: 'Guest', color: '#60a5fa' },
} satisfies Record<string, Speaker>;

const Wave = ({ color, seed, bars = 64 }: { color: string; seed: string; bars?: number }) => {
  const frame = useCurrentFrame();
  return (
    <div style={{ display: 'flex', alignItems: 'center', gap: 8, height: 260 }}>
      {Array.from({ length: bars }, (_, i) => {
        const base = random(seed + i);
        const level = 0.15 + 0.85 * base * Math.abs(Math.sin(frame / 9 + i * 0.55));
        return <div key={i} style={{ width: 10, height: `${level * 100}%`, borderRadius: 5, background: color }} />;
      })}
    </div>
  );
};

export default function PodcastWave() {
  const { durationInFrames } = useVideoConfig();
  const frame = useCurrentFrame();
  const { host, guest } = speakers;
  const speaking: Speaker = frame < durationInFrames / 3 ? host : guest;

  return (
    <AbsoluteFill style={{ background: '#18122b', color: 'white', fontFamily: 'Inter, sans-serif', padding: 100 }}>
      <Audio src={staticFile('episode-42.mp3')} />
      <div style={{ fontSize: 34, opacity: 0.6 }}>Episode 42 · “The quiet web”</div>
      <div style={{ fontSize: 96, fontWeight: 700, margin: '24px 0 8px' }}>{speaking.name}</div>
      <div style={{ fontSize: 40, color: speaking.color, marginBottom: 80 }}>{speaking.role}</div>
      <Wave color={speaking!.color} seed={speaking.name} />
      <div style={{ position: 'absolute', left: 100, right: 100, bottom: 90, height: 6, background: '#ffffff22' }}>
        <div style={{ width: `${(frame / durationInFrames) * 100}%`, height: '100%', background: 'white' }} />
      </div>
    </AbsoluteFill>
  );
}

import { AbsoluteFill, interpolate, useCurrentFrame } from 'remotion';

const Title = ({ text }: { text: string }) => <h1 style={{ fontSize: 120 }}>{text}</h1>;

// Pasted in twice, with another look.
const Title = ({ text }: { text: string }) => <h1 style={{ fontSize: 96, color: 'gold' }}>{text}</h1>;

export default function Trailer() {
  const frame = useCurrentFrame();
  return (
    <AbsoluteFill style={{ background: 'black', color: 'white', opacity: interpolate(frame, [0, 20], [0, 1]) }}>
      <Title text="Coming soon" />
    </AbsoluteFill>
  );
}

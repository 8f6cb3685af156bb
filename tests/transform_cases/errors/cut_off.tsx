export default function Scene() {
  const frame = useCurrentFrame();
  return (
    <AbsoluteFill>
      <h1 style={{ opacity: frame / 30 }}>Hel

const { AbsoluteFill, useCurrentFrame, interpolate, spring } = window.Remotion;

export default function Scene() {
  const frame = useCurrentFrame();
  const opacity = interpolate(frame, [0, 30], [0, 1], { extrapolateRight: 'clamp' });
  return (
    React.createElement(AbsoluteFill, { style: { backgroundColor: '#111', opacity },}
      , React.createElement('h1', { className: "title",}, "It’s “live” — 🎉"   )
    )
  );
}

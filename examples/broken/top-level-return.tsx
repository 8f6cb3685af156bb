const { AbsoluteFill } = window.Remotion;

// A fragment for `new Function(…)`, as an older player ran scenes; no module may return.
const Banner = () => <AbsoluteFill style={{ background: 'tomato' }}>Sale ends Sunday</AbsoluteFill>;

return Banner;

// A small Remotion of our own, enough to render one frame of a scene on the server. Only the names
// are Remotion's; `spring` is a damped oscillator in closed form.

const videoConfig = { fps: 30, durationInFrames: 150, width: 1920, height: 1080, id: 'scene', defaultProps: {}, props: {} };

function clampOrThrow(values, name) {
  if (!Array.isArray(values) || values.length < 2 || !values.every(Number.isFinite)) {
    throw new TypeError(`interpolate: ${name} has to be two or more numbers, not ${JSON.stringify(values)}`);
  }
}

function interpolate(input, inputRange, outputRange, options = {}) {
  clampOrThrow(inputRange, 'the input range');
  clampOrThrow(outputRange, 'the output range');
  if (inputRange.length !== outputRange.length) throw new TypeError('interpolate: ranges of different lengths');
  if (inputRange.some((value, i) => i > 0 && value <= inputRange[i - 1])) {
    throw new TypeError(`interpolate: the input range has to increase: ${inputRange}`);
  }
  const { extrapolateLeft = 'extend', extrapolateRight = 'extend', easing = (t) => t } = options;
  const last = inputRange.length - 1;
  const outside = input < inputRange[0] ? extrapolateLeft : input > inputRange[last] ? extrapolateRight : 'extend';
  if (outside === 'identity') return input;
  const x = outside === 'clamp' ? Math.min(Math.max(input, inputRange[0]), inputRange[last]) : input;
  let segment = 0;
  while (segment < last - 1 && x > inputRange[segment + 1]) segment += 1;
  const [from, to] = [inputRange[segment], inputRange[segment + 1]];
  return outputRange[segment] + (outputRange[segment + 1] - outputRange[segment]) * easing((x - from) / (to - from));
}

function spring({ frame, fps, config = {}, from = 0, to = 1, delay = 0 }) {
  const { damping = 10, mass = 1, stiffness = 100, overshootClamping = false } = config;
  const time = Math.max(0, (frame - delay) / fps);
  const natural = Math.sqrt(stiffness / mass);
  const ratio = damping / (2 * Math.sqrt(stiffness * mass));
  let rest;
  if (ratio < 1) {
    const damped = natural * Math.sqrt(1 - ratio * ratio);
    rest = Math.exp(-ratio * natural * time) * (Math.cos(damped * time) + ((ratio * natural) / damped) * Math.sin(damped * time));
  } else {
    rest = Math.exp(-natural * time) * (1 + natural * time);
  }
  const value = overshootClamping ? Math.min(1, 1 - rest) : 1 - rest;
  return from + (to - from) * value;
}

/** A cubic Bézier curve from (0, 0) to (1, 1), solved for x by halving. */
function bezier(x1, y1, x2, y2) {
  const at = (a, b, t) => 3 * a * t * (1 - t) ** 2 + 3 * b * t * t * (1 - t) + t ** 3;
  return (x) => {
    let [low, high] = [0, 1];
    for (let step = 0; step < 50; step += 1) {
      const middle = (low + high) / 2;
      if (at(x1, x2, middle) < x) low = middle;
      else high = middle;
    }
    return at(y1, y2, (low + high) / 2);
  };
}

const Easing = {
  linear: (t) => t,
  ease: bezier(0.42, 0, 1, 1),
  quad: (t) => t * t,
  cubic: (t) => t ** 3,
  poly: (n) => (t) => t ** n,
  sin: (t) => 1 - Math.cos((t * Math.PI) / 2),
  circle: (t) => 1 - Math.sqrt(1 - t * t),
  exp: (t) => 2 ** (10 * (t - 1)),
  back: (s = 1.70158) => (t) => t * t * ((s + 1) * t - s),
  bezier,
  in: (easing) => easing,
  out: (easing) => (t) => 1 - easing(1 - t),
  inOut: (easing) => (t) => (t < 0.5 ? easing(t * 2) / 2 : 1 - easing((1 - t) * 2) / 2),
};

/** From 0 up to 1, the same for the same seed (FNV-1a and a final mix). */
function random(seed) {
  let hash = 0x811c9dc5;
  for (const character of String(seed)) hash = Math.imul(hash ^ character.codePointAt(0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32;
}

/** Remotion with this React, at this frame. */
export function makeRemotion(React, frame) {
  const h = React.createElement;
  const Frame = React.createContext(frame);
  const useCurrentFrame = () => React.useContext(Frame);
  const fill = { position: 'absolute', inset: 0, display: 'flex', flexDirection: 'column', width: '100%', height: '100%' };

  const AbsoluteFill = ({ style, ...rest }) => h('div', { ...rest, style: { ...fill, ...style } });
  const Sequence = ({ from = 0, durationInFrames = Infinity, children }) => {
    const local = useCurrentFrame() - from;
    return local < 0 || local >= durationInFrames ? null : h(Frame.Provider, { value: local }, children);
  };
  const Series = ({ children }) => {
    let start = 0;
    return React.Children.toArray(children).map((child) => {
      const from = start + (child.props.offset ?? 0);
      start = from + child.props.durationInFrames;
      return h(Sequence, { ...child.props, key: child.key, from });
    });
  };
  Series.Sequence = ({ children }) => children;
  const Loop = ({ durationInFrames, children }) =>
    h(Frame.Provider, { value: useCurrentFrame() % durationInFrames }, children);
  const media = (tag) => ({ src, style }) => h(tag, { src, style });

  const Remotion = {
    AbsoluteFill,
    Audio: media('audio'),
    Easing,
    Img: media('img'),
    Loop,
    OffthreadVideo: media('video'),
    Sequence,
    Series,
    Video: media('video'),
    interpolate,
    random,
    registerRoot: () => {},
    spring,
    staticFile: (name) => `/static/${encodeURI(name)}`,
    useCurrentFrame,
    useVideoConfig: () => videoConfig,
  };
  // A name that is not there is a mistake in the scene or here, not undefined.
  return new Proxy(Remotion, {
    get(target, name) {
      if (typeof name === 'string' && /^[A-Za-z]/.test(name) && !(name in target) && !['then', 'default', 'toJSON'].includes(name)) {
        throw new Error(`the Remotion of this test has no ${name}`);
      }
      return target[name];
    },
  });
}

// What the examples have to do. The texts were read off the sources, at the frame below.

/** All scenes are rendered at this frame, of 150 at 30 a second. */
export const frame = 60;

/** Scene below examples/scenes: a text that it shows. */
export const texts = {
  'aurora-title.tsx': 'Northern Lights',
  'bar-race.tsx': 'Hydro 61',
  'book-opening.tsx': 'Call me “Ishmael”.13 letters',
  'chat-bubbles.tsx': 'I’m still on the roofcoming up!',
  'countdown-launch.tsx': 'T-1FuelGuidanceIgnition🚀',
  'fitness-rings.jsx': 'Exercise 112 %',
  'logo-reveal.tsx': 'magnolia',
  'neon-clock.tsx': '10:08:02',
  'orbit-diagram.tsx': 'MercuryVenusEarthMars',
  'particle-field.tsx': '60 fireflies, one summer night',
  'podcast-wave.tsx': 'Episode 42 · “The quiet web”Íñigo BrandtGuest',
  'postcards.tsx': 'Greetings from Kyōto!Rain on the\ttemple roofs',
  'price-comparison.tsx': '€24/month✓ Unlimited projects',
  'quote-card.tsx': '— a proverb, “of unknown origin” 🌱',
  'recipe-steps.tsx': 'STEP 2Roast at 200°C – about ½ hour 🕐',
  'revenue-counter.tsx': 'Annual recurring revenue$9.8M',
  'route-map.tsx': 'The coast road: 130 km',
  'status-board.tsx': '2 of 4 services need a look● apiFrankfurt38 msHigh● searcheverywhere912 msNormal',
  'typing-terminal.tsx': '~/projects $ open out/video.mp4',
  'weather-week.tsx': 'Tue🌤️22°13°',
};

/** Scene below examples/broken: the kind of its error. */
export const kinds = {
  'blank.tsx': 'empty',
  'cut-off.tsx': 'syntax',
  'duplicate-name.tsx': 'invalid_module',
  'eval.tsx': 'policy',
  'function-constructor.tsx': 'policy',
  'latin-1.tsx': 'invalid_utf8',
  'no-component.tsx': 'no_component',
  'relative-import.tsx': 'unresolved_import',
  'syntax-error.tsx': 'syntax',
  'top-level-return.tsx': 'invalid_module',
  'unresolved-import.tsx': 'unresolved_import',
};

/** Scenes whose module from the reference service works: bazc's hash has to be its hash. */
export const referenceWorks = ['book-opening.tsx', 'countdown-launch.tsx', 'neon-clock.tsx'];

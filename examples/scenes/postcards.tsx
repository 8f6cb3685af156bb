import React from 'react';
import {
  AbsoluteFill,
  Easing,
  Sequence,
  interpolate,
  useCurrentFrame,
} from 'remotion';

const cards = [
  { place: 'Kyōto', note: 'Rain on the\ttemple roofs', tilt: -7, sky: '#fda4af' },
  { place: 'Marrakech', note: `Mint tea,
and the whole square singing`, tilt: 4, sky: '#fdba74' },
  { place: 'Reykjavík', note: 'It never got dark', tilt: -2, sky: '#93c5fd' },
];

const Postcard = ({ place, note, tilt, sky }) => {
  const frame = useCurrentFrame();
  const drop = interpolate(frame, [0, 18], [-900, 0], {
    easing: Easing.out(Easing.back(1.4)),
    extrapolateRight: 'clamp',
  });

  return (
    <AbsoluteFill style={{ alignItems: 'center', justifyContent: 'center' }}>
      <div
        style={{
          width: 980,
          padding: 36,
          background: 'white',
          transform: `translateY(${drop}px) rotate(${tilt}deg)`,
          boxShadow: '0 30px 80px rgba(0, 0, 0, 0.25)',
        }}
      >
        <div style={{ height: 480, background: `linear-gradient(${sky}, white)` }} />
        <p
          style={{ font: '64px "Caveat", cursive', margin: '28px 0 0' }}
          title="a picture
            postcard"
        >
          Greetings from {place}!
          <br />
          <small style={{ whiteSpace: 'pre-line', opacity: 0.6 }}>{note}</small>
        </p>
      </div>
    </AbsoluteFill>
  );
};

export default function Postcards() {
  return (
    <AbsoluteFill style={{ background: '#e7d8c3' }}>
      {cards.map((card, index) => (
        <Sequence key={card.place} from={index * 28}>
          <Postcard {...card} />
        </Sequence>
      ))}
    </AbsoluteFill>
  );
}

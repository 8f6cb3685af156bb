import React, { Fragment } from 'react';
import { AbsoluteFill, Audio, Img, Series, staticFile, useCurrentFrame, interpolate } from 'remotion';

const Step = ({ number, emoji, children }: React.PropsWithChildren<{ number: number; emoji: string }>) => {
  const frame = useCurrentFrame();
  const opacity = interpolate(frame, [0, 10], [0, 1], { extrapolateRight: 'clamp' });
  return (
    <AbsoluteFill style={{ opacity, alignItems: 'center', justifyContent: 'center', textAlign: 'center' }}>
      <div style={{ fontSize: 200 }}>{emoji}</div>
      <div style={{ fontSize: 40, color: '#b45309', letterSpacing: 4 }}>STEP {number}</div>
      <p style={{ maxWidth: 1200, fontSize: 66, lineHeight: 1.3, color: '#3f2d1d' }}>{children}</p>
    </AbsoluteFill>
  );
};

export default function RecipeSteps() {
  return (
    <AbsoluteFill style={{ background: '#fff8e7', fontFamily: '"Nunito", sans-serif' }}>
      <Audio src={staticFile('kitchen.mp3')} volume={0.3} />
      <Series>
        <Series.Sequence durationInFrames={45}>
          <Step number={1} emoji="🍅">
            Halve 500&nbsp;g of tomatoes
            &amp; salt them well.
          </Step>
        </Series.Sequence>
        <Series.Sequence durationInFrames={45}>
          <Step number={2} emoji="🔥">
            {/* the oven is hot by now */}
            Roast at 200&deg;C &ndash; about ½ hour &#x1F550;
          </Step>
        </Series.Sequence>
        <Series.Sequence durationInFrames={60}>
          <Step number={3} emoji="🌿">
            <>
              Tear in basil, “a good handful” — and serve <Fragment>&lt;hot&gt;</Fragment>.
            </>
          </Step>
        </Series.Sequence>
      </Series>
      <Img src={staticFile('logo.png')} style={{ position: 'absolute', right: 60, bottom: 60, width: 120 }} />
    </AbsoluteFill>
  );
}

```tsx
import React from 'react';
import { AbsoluteFill, spring, useCurrentFrame, useVideoConfig } from 'remotion';

const plans = [
  { name: 'Starter', price: 0, perks: ['3 projects', '720p export'], featured: false },
  { name: 'Studio', price: 24, perks: ['Unlimited projects', '4K export', 'Brand kit'], featured: true },
  { name: 'Agency', price: 79, perks: ['Everything in Studio', 'Client review', '10 seats'], featured: false },
];

export default function PriceComparison() {
  const frame = useCurrentFrame();
  const { fps } = useVideoConfig();

  return (
    <AbsoluteFill
      style={{
        background: '#f5f3ff',
        flexDirection: 'row',
        gap: 48,
        alignItems: 'center',
        justifyContent: 'center',
        fontFamily: 'Inter, sans-serif',
      }}
    >
      {plans.map((plan, index) => {
        const pop = spring({ frame: frame - index * 8, fps, config: { damping: 13 } });
        return (
          <section
            key={plan.name}
            style={{
              width: 460,
              padding: 48,
              borderRadius: 32,
              transform: `scale(${pop * (plan.featured ? 1.08 : 1)})`,
              background: plan.featured ? '#5b21b6' : 'white',
              color: plan.featured ? 'white' : '#1e1b4b',
            }}
          >
            <h3 style={{ fontSize: 44, margin: 0 }}>{plan.name}</h3>
            <div style={{ fontSize: 96, fontWeight: 800 }}>
              €{plan.price}
              <span style={{ fontSize: 30, fontWeight: 400 }}>/month</span>
            </div>
            {plan.perks.map((perk) => (
              <div key={perk} style={{ fontSize: 32, marginTop: 18 }}>
                ✓ {perk}
              </div>
            ))}
          </section>
        );
      })}
    </AbsoluteFill>
  );
}
```

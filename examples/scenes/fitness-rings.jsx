import 'remotion';
import * as R from 'react';
import { AbsoluteFill, Easing, interpolate, useCurrentFrame } from 'remotion';

const goals = [
  { label: 'Move', done: 0.86, color: '#fb2c5b', radius: 300 },
  { label: 'Exercise', done: 1.12, color: '#a3f42c', radius: 230 },
  { label: 'Stand', done: 0.67, color: '#2be3f5', radius: 160 },
];

class Ring extends R.PureComponent {
  static thickness = 56;

  get circumference() {
    return 2 * Math.PI * this.props.radius;
  }

  render() {
    const { radius, color, done } = this.props;
    return (
      <g fill="none" strokeWidth={Ring.thickness} strokeLinecap="round" transform="rotate(-90)">
        <circle r={radius} stroke={color} opacity={0.18} />
        <circle
          r={radius}
          stroke={color}
          strokeDasharray={this.circumference}
          strokeDashoffset={this.circumference * (1 - Math.min(done, 1))}
        />
      </g>
    );
  }
}

function FitnessRings() {
  const frame = useCurrentFrame();
  const progress = interpolate(frame, [0, 60], [0, 1], {
    easing: Easing.bezier(0.16, 1, 0.3, 1),
    extrapolateLeft: 'clamp',
    extrapolateRight: 'clamp',
  });

  return (
    <AbsoluteFill style={{ background: 'black', flexDirection: 'row', alignItems: 'center', justifyContent: 'center' }}>
      <svg viewBox="-350 -350 700 700" width={820}>
        {goals.map((goal) => (
          <Ring key={goal.label} {...goal} done={goal.done * progress} />
        ))}
      </svg>
      <div style={{ marginLeft: 90, color: 'white', fontFamily: 'system-ui, sans-serif' }}>
        {goals.map((goal) => (
          <div key={goal.label} style={{ fontSize: 56, margin: '28px 0' }}>
            <b style={{ color: goal.color }}>{goal.label}</b> {Math.round(goal.done * progress * 100)} %
          </div>
        ))}
      </div>
    </AbsoluteFill>
  );
}

export { FitnessRings as default };

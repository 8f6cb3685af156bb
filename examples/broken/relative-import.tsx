import { AbsoluteFill } from 'remotion';
import { theme } from './theme';

export default function Branded() {
  return <AbsoluteFill style={{ background: theme.background }}>On brand</AbsoluteFill>;
}

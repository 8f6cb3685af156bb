import React, { useMemo, type FC } from 'react';
import { AbsoluteFill, Sequence, useVideoConfig } from 'remotion';
import type { Props } from './props';

interface Item { id: number; label?: string }
const items: Item[] = [{ id: 1 }, { id: 2, label: 'two' }];

export const fps = 30 as const;
export const Card: FC<Props & { item: Item }> = ({ item, ...rest }) => {
  const { width } = useVideoConfig();
  const style = useMemo<React.CSSProperties>(() => ({ width: width! / 2 }), [width]);
  return <div style={style} {...rest}>{item.label ?? `#${item.id}`}</div>;
};

const Scene: React.FC = () => (
  <AbsoluteFill>
    {items.map((item, index) => (
      <Sequence key={item.id} from={index * 30}>
        <Card item={item} />
      </Sequence>
    ))}
  </AbsoluteFill>
);

export default Scene;

 function _nullishCoalesce(lhs, rhsFn) { if (lhs != null) { return lhs; } else { return rhsFn(); } }import React, { useMemo, } from 'react';
import { AbsoluteFill, Sequence, useVideoConfig } from 'remotion';



const items = [{ id: 1 }, { id: 2, label: 'two' }];

export const fps = 30 ;
export const Card = ({ item, ...rest }) => {
  const { width } = useVideoConfig();
  const style = useMemo(() => ({ width: width / 2 }), [width]);
  return React.createElement('div', { style: style, ...rest,}, _nullishCoalesce(item.label, () => ( `#${item.id}`)));
};

const Scene = () => (
  React.createElement(AbsoluteFill, null
    , items.map((item, index) => (
      React.createElement(Sequence, { key: item.id, from: index * 30,}
        , React.createElement(Card, { item: item,} )
      )
    ))
  )
);

export default Scene;

a = (
  React.createElement('div', {
    id: "x",
    onClick: () => {
      f();
    },}

    , React.createElement('span', null, "text"

    )
    , items.map((item) => (
      React.createElement(Item, { key: item.id, ...item,} )
    ))
  )
);

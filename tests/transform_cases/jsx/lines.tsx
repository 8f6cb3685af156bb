a = (
  <div
    id="x"
    onClick={() => {
      f();
    }}
  >
    <span>
      text
    </span>
    {items.map((item) => (
      <Item key={item.id} {...item} />
    ))}
  </div>
);

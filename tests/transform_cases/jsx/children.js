a = React.createElement('a', null, React.createElement('b', null ), React.createElement('c', null, "d"), e, "f");
b = React.createElement('a', null
  , React.createElement('b', null )
  , React.createElement('c', null )
);

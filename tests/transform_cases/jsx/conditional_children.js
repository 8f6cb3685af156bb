a = React.createElement('a', null, b ? (React.createElement('c', null, "d")) : (React.createElement('e', null )), f && (
  React.createElement('g', null )
));

a = React.createElement('a', { b: "c\r d\re f"
  , g: "\r\n"
,} );

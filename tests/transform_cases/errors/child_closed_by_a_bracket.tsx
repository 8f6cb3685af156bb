x=<a>{n]</a>

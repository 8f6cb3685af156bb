<g:a a=<c />b />;
<g:a a=<c>d</c>{...e} />;

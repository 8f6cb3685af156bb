<g:a a=<c />.b />;

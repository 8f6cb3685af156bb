a = React.createElement('a', { /* b */ c /* d */ :  /* e */ "f",} /* g */ );
h = React.createElement( /* i */ 'a', { // j
  k: true,}
, "text");
m = React.createElement('a', null/* n */ /* p */ );
q = React.createElement('a', null, "// not a comment /* nor this */"       );

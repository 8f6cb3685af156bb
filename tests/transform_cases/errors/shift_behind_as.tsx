t as <<>() => R;

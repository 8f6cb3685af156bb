(super[o] * 5)?.();
super(s as (T))?.();

let a: { b: 1, c?: 2; readonly d: 3
  e(): void
  f?<T>(x: T): T
  get g(): 1; set g(x)
  (x): y
  new (x): z
  [k: string]: any
  'h': 1; 2: 3; [i]: 4
  readonly: 5; get: 6; set: 7; new: 8
};

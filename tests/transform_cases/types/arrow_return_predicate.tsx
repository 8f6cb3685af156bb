const isT = (x: any): x is T => true;
const g = (x): asserts x is string => {};
const h = (x): asserts x => {};

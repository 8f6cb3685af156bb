a ?? { f<await>() {} };
b ?? { get f<await>() { return 1 } };

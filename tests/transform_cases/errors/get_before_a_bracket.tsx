let a: { get ] };

x = { get m<a><b>() {} };

a = { set 1n() {} };

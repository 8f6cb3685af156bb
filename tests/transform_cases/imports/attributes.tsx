import a from 'a' with { type: 'json' };
import b from 'b' assert { type: 'json' };
import c from 'c' with { type: 'json' };
a;

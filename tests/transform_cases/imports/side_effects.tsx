import 'a';
import "b"
import 'c' with { type: 'json' };

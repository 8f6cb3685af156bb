const a = await import('a');
import('b').then((x) => x);
import(`c${d}`, { with: { type: 'json' } });
import.meta.url;
import
.meta.env;

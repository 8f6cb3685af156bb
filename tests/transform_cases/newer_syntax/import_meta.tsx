import.meta.url;
import.meta.env?.X;
new URL('./a', import.meta.url);

interface A { type; declare?: B; abstract(): void; async: C }

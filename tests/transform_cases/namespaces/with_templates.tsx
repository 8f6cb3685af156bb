namespace A { const a = `x${`y}`}`; const b = '}'; const c = /}/; }
after;

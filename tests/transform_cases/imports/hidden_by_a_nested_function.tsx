import T = r;
function v() { function T() { s ?? T; } }

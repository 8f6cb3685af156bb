function F() { new.target; new.target?.x; if (!new.target) return new F(); }

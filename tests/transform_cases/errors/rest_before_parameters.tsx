function x(...a, b) {}

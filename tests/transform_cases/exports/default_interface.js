
after;

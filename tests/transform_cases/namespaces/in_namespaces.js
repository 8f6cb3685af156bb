



after;

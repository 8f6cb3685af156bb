namespace N { a >> b; c >= d; }
after;

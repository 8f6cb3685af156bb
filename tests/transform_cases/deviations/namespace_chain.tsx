namespace N { a?.b; }
after;

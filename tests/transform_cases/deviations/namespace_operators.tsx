namespace N { a ?? b; }

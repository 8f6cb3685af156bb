a; // no newline after this

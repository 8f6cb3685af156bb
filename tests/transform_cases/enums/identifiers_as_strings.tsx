enum E { 'a"b' = 1, "a'b", 'a\nb' = 2, "\u0061" = 3, a\u0062 = 4, 'ok', ok2 }

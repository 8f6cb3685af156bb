switch (a) { b }

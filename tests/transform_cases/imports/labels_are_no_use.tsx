import { i, j } from '';
j: e;
j: for (;;) continue j;

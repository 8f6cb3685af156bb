import { j } from '';
j: e;
j: for (;;) continue j;

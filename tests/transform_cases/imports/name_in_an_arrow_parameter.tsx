import { C, D } from '';
C => C;
D => C;

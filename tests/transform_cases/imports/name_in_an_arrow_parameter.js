import { C, } from '';
C => C;
D => C;

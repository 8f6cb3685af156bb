import { b } from '';
{ const b = b; }

import {
  A, // one
  B,
} from 'a'
import
  C
from 'c'
B;

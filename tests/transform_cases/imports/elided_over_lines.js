import {
 // one
  B,
} from 'a'



B;

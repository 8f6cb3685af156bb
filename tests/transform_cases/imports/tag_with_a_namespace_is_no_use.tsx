import { A, B, C, $ } from 'a';
<A:b />;
<$:B.c />;
<b></C:d>;

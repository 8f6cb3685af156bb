









import { d } from 'x';
export { d, };

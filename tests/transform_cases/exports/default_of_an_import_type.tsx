import type { a } from 'a';
export default a;
interface a {}

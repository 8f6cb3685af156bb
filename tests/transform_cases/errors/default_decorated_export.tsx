export default @d export class{}

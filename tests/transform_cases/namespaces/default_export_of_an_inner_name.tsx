namespace a.B {}
export default B;

export default A;

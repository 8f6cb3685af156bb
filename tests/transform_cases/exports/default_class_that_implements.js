export default  class {}

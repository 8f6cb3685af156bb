export default abstract class implements extends B{}

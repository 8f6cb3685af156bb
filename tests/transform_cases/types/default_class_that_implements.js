export default class  {}

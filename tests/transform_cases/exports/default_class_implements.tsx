export default class implements T{}

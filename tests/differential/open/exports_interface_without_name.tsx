export interface{}

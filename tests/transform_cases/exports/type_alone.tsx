export type;

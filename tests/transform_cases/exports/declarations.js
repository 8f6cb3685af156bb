export const a = 1, b = 2;
export let c;
export var { d, e: [f] } = g;
export function h() {}
export async function i() {}
export function* j() {}
export class K {}

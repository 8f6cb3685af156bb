export async+1

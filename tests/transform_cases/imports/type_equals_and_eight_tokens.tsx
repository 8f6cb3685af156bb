import type a = b.c
d
import type e = f;"g";h
import type i = j;class A{}
import type k = l;export * from "m"
{import type n = o;}p

import A, { B, C } from 'a';
import D, { E } from 'd';
import { F, G, H as I, J } from 'f';
import K, * as L from 'k';
A; E; G; I; L;

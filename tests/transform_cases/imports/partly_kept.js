import A, { } from 'a';
import { E } from 'd';
import { G, H as I, } from 'f';
import * as L from 'k';
A; E; G; I; L;
